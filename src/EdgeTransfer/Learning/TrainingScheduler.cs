using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Training;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Trainings;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Learning;

/// <summary>
/// Begins trainings by themselves, as each station's <see cref="TrainingSchedule"/> decides. It wakes when the bell rings or a time has
/// come, and now and then because the clock may have been set.
/// </summary>
internal sealed class TrainingScheduler(StationSet stations, TrainingStore store, Trainer trainer, TrainingBell bell, TimeProvider time, ILogger<TrainingScheduler> logger)
    : BackgroundService
{
    private static readonly TimeSpan LongestSleep = TimeSpan.FromSeconds(30);

    private readonly Dictionary<Station, (TrainingSchedule Schedule, bool Running, Guid? Last)> _schedules = []; // the loop's own

    private ScheduleTime Now => new(time.GetElapsedTime(0), time.GetUtcNow());

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        IReadOnlySet<string>? rung = null;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(rung);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The disk may be full: labels and commands go on, and the next look tries again.
                Log.ScheduleFailed(logger, e);
                rung = null;
                await Task.Delay(LongestSleep, time, stoppingToken);
                continue;
            }

            rung = await SleepAsync(stoppingToken);
        }
    }

    private async Task LookAsync(IReadOnlySet<string>? rung)
    {
        foreach (var station in stations.All)
        {
            if (!_schedules.TryGetValue(station, out var entry))
            {
                var last = await store.LatestAsync(station.Recipe.Product);
                entry = (new(station.Training.Rule(), station.Training.Calendar(time.LocalTimeZone), Now, last?.Ended), false, last?.Id);
                _schedules[station] = entry;
            }

            if (!entry.Schedule.IsAutomatic)
            {
                continue;
            }

            if (rung is null || rung.Contains(station.Name))
            {
                _schedules[station] = entry = await RefreshAsync(station, entry);
            }

            if (entry.Schedule.Due(Now) is { } reason && stations.ModelsOf(station) is { IsOk: true } models
                && await trainer.TryStartAsync(new(station, models.Value, reason, null, TrainingMessage.Device)) is null)
            {
                Log.TrainingDue(logger, station.Name, Words.Of(reason));
            }
        }
    }

    /// <summary>Tells the schedule what has changed.</summary>
    private async Task<(TrainingSchedule Schedule, bool Running, Guid? Last)> RefreshAsync(
        Station station, (TrainingSchedule Schedule, bool Running, Guid? Last) known)
    {
        var (schedule, ran, _) = known;
        var runs = trainer.Runs(station);
        var last = await store.LatestAsync(station.Recipe.Product);
        schedule.SetNewLabels(await store.CountLabelsAfterAsync(station.Recipe.Product, last?.UpTo ?? 0), Now);
        if (runs && !ran)
        {
            schedule.Begin();
        }
        else if (!runs && (ran || last?.Id != known.Last)) // a short one may begin and end between two looks
        {
            schedule.End(Now);
        }

        return (schedule, runs, last?.Id);
    }

    private async Task<IReadOnlySet<string>?> SleepAsync(CancellationToken stop)
    {
        var waits = _schedules.Values.Where(s => s.Schedule.IsAutomatic).Select(s => s.Schedule.Wait(Now) ?? LongestSleep).ToList();
        using var wake = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var alarm = waits.Count == 0 ? null : time.CreateTimer(_ => wake.Cancel(), null, Within(waits.Min()), Timeout.InfiniteTimeSpan);
        try
        {
            await bell.WaitAsync(wake.Token);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            // Time to look.
        }

        return bell.Take();
    }

    /// <summary>Never less than a second: a training that is due while another station's runs must not spin.</summary>
    private static TimeSpan Within(TimeSpan wait) =>
        wait < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : wait < LongestSleep ? wait : LongestSleep;
}
