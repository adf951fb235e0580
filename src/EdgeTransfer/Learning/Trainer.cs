using System.Threading.Channels;
using EdgeTransfer.Configuration;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Stations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Learning;

/// <summary>
/// Changes heads, one after another, so that no two changes race: a training (samples → challenger → golden check → gate on the
/// lockbox → swap), or the growth of a bank by one part. At start it first begins again what was interrupted.
/// </summary>
internal sealed class Trainer(HeadGrower grower, TrainingRun run, TrainingResumer resumer, TrainingBell bell, LearningOptions options, TimeProvider time, ILogger<Trainer> logger)
    : BackgroundService
{
    private const int QueueLength = 64;

    private readonly Channel<HeadChange> _changes = Channel.CreateBounded<HeadChange>(
        new BoundedChannelOptions(QueueLength) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private long _trainings;
    private long _swaps;
    private RunningTraining? _running;
    private IReadOnlyList<TrainRequest> _left = []; // what a stop or a kill interrupted

    /// <summary>Trainings that ended, whatever their outcome.</summary>
    public long Trainings => Interlocked.Read(ref _trainings);

    /// <summary>Trainings that ended in a swap.</summary>
    public long Swaps => Interlocked.Read(ref _swaps);

    /// <summary>Writes a request down and takes it; refuses it while a training runs or waits, and says whose. Throws when nothing can be written.</summary>
    public async Task<Refusal?> TryStartAsync(TrainRequest request)
    {
        var training = new RunningTraining(request, time.GetUtcNow());
        if (Interlocked.CompareExchange(ref _running, training, null) is { } other)
        {
            training.Dispose();
            return new(RefusalKind.NotNow, $"{other.Describe()}: ask again when it has ended, or cancel it.");
        }

        try
        {
            training.Row = await run.BeginAsync(request);
        }
        catch
        {
            Interlocked.Exchange(ref _running, null);
            training.Dispose();
            throw;
        }

        // Growths that fill the queue go, one after another: what is written down gets its turn.
        await _changes.Writer.WriteAsync(request);
        bell.Ring(request.Station.Name);
        return null;
    }

    /// <summary>Whether a training of the station runs or waits.</summary>
    public bool Runs(Station station) => Volatile.Read(ref _running)?.Request.Station == station;

    /// <summary>Ends the station's training; refuses when none runs or waits.</summary>
    public Refusal? Cancel(Station station, string by)
    {
        if (Volatile.Read(ref _running) is not { } running || running.Request.Station != station)
        {
            return new(RefusalKind.NotNow, $"No training of station {station.Name} runs.");
        }

        try
        {
            running.Cancel(by);
            return null;
        }
        catch (ObjectDisposedException)
        {
            return new(RefusalKind.NotNow, $"The training of station {station.Name} has just ended.");
        }
    }

    /// <summary>Takes a part to learn at once; false when that is switched off or too many wait: the next training learns it.</summary>
    public bool TryGrow(GrowRequest request) => options.GrowOnOk && _changes.Writer.TryWrite(request);

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            _left = await resumer.FindAsync();
            _ = _left.Count > 0 && TryClaim(_left[0]); // before anything else may begin
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // Nothing that was interrupted may keep the line from inspecting, or from learning anew.
            Log.ResumeFailed(logger, e);
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        foreach (var request in _left)
        {
            await ResumeAsync(request, stoppingToken);
        }

        await foreach (var change in _changes.Reader.ReadAllAsync(stoppingToken))
        {
            await ChangeAsync(change, stoppingToken);
        }
    }

    private Task ChangeAsync(HeadChange change, CancellationToken stop) =>
        change is GrowRequest growth ? TryGrowAsync(growth, stop) : TrainAsync(stop);

    private async Task ResumeAsync(TrainRequest request, CancellationToken stop)
    {
        while (Volatile.Read(ref _running)?.Request != request && !TryClaim(request))
        {
            await ChangeAsync(await _changes.Reader.ReadAsync(stop), stop); // what began meanwhile has its turn first
        }

        try
        {
            if (await resumer.IsOpenAsync(request))
            {
                await TrainAsync(stop);
                return;
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.ResumeFailed(logger, e);
        }

        Interlocked.Exchange(ref _running, null)?.Dispose();
    }

    private bool TryClaim(TrainRequest request)
    {
        var training = new RunningTraining(request, time.GetUtcNow());
        if (Interlocked.CompareExchange(ref _running, training, null) is null)
        {
            return true;
        }

        training.Dispose();
        return false;
    }

    private async Task TrainAsync(CancellationToken stop)
    {
        using var training = Volatile.Read(ref _running)!;
        var outcome = await run.RunAsync(training, () => Free(training), stop);
        if (outcome is not null)
        {
            Interlocked.Increment(ref _trainings);
            if (outcome.Word == TrainingOutcome.Swapped)
            {
                Interlocked.Increment(ref _swaps);
            }
        }

        Free(training);
        bell.Ring(training.Request.Station.Name);
    }

    /// <summary>Before the report: who reads it may ask for the next training at once.</summary>
    private void Free(RunningTraining training) => Interlocked.CompareExchange(ref _running, null, training);

    private async Task TryGrowAsync(GrowRequest request, CancellationToken stop)
    {
        try
        {
            var grown = await grower.GrowAsync(request, stop);
            if (grown.IsOk)
            {
                Log.HeadGrown(logger, request.Station.Name, request.PartId, grown.Value);
            }
            else
            {
                Log.HeadNotGrown(logger, request.Station.Name, request.PartId, grown.Refusal.Message);
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The label stays, and the head that judges goes on; the next training learns the part.
            Log.GrowthFailed(logger, request.Station.Name, request.PartId, e);
        }
    }
}
