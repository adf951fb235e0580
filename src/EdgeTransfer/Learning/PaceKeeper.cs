using EdgeTransfer.Configuration;
using EdgeTransfer.Core.Training;
using EdgeTransfer.Stations;

namespace EdgeTransfer.Learning;

/// <summary>
/// Lets one training work while the stations have time to spare, and holds it still while one has not (<see cref="YieldRule"/>). Looks at
/// the stations on an ordinary thread: a quiet one that was held up while it reads their latencies would hold them up.
/// </summary>
internal sealed class PaceKeeper : IAsyncDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);

    private readonly (Station Station, YieldRule Rule)[] _rules;
    private readonly TimeProvider _time;
    private readonly Action<TrainingProgress, string?> _tell;
    private readonly ManualResetEventSlim _turn = new(true, spinCount: 0);
    private readonly CancellationTokenSource _ended = new();
    private readonly ProgressMeter _meter;
    private readonly Task _watch;
    private double _share;

    /// <summary>Begins to look.</summary>
    /// <param name="stations">All of the device.</param>
    /// <param name="options">The budget.</param>
    /// <param name="time">The clock.</param>
    /// <param name="tell">Takes news at most once a second, with the reason why it waits or null; must not throw.</param>
    public PaceKeeper(IEnumerable<Station> stations, LearningOptions options, TimeProvider time, Action<TrainingProgress, string?> tell)
    {
        (_time, _tell) = (time, tell);
        _meter = new ProgressMeter(time.GetElapsedTime(0));
        _rules = [.. stations.Select(s => (s, new YieldRule(new(Budget(s, options), options.BusyLimit))))];
        _watch = WatchAsync();
    }

    /// <summary>Share of the training that is done; written by its thread.</summary>
    public double Share
    {
        get => Volatile.Read(ref _share);
        set => Volatile.Write(ref _share, value);
    }

    /// <summary>The pace for the work.</summary>
    public WorkPace Pace(CancellationToken cancellation) => new(cancellation, () => _turn.Wait(cancellation));

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ended.Dispose();
        _turn.Dispose();
        Disturb(false);
    }

    private static double? Budget(Station station, LearningOptions options) =>
        options.LatencyBudget?.TotalMilliseconds ?? YieldLimits.Aim * station.Undisturbed.Quantile(0.99, YieldLimits.MinParts);

    private void Disturb(bool isOn)
    {
        foreach (var (station, _) in _rules)
        {
            station.IsDisturbed = isOn;
        }
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(Every, _time);
        do
        {
            Look();
        }
        while (await timer.WaitForNextTickAsync(_ended.Token));
    }

    private void Look()
    {
        var now = _time.GetElapsedTime(0);
        var (state, why) = (TrainingProgress.Running, default(string));
        foreach (var (station, rule) in _rules)
        {
            var load = station.Latency.Load(now, rule.ReadBack(now), rule.CountAbove);
            if (!rule.Update(now, load))
            {
                continue;
            }

            if (rule.IsTooLong(now))
            {
                state = TrainingProgress.Waiting;
                why = string.Create(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"Inspection at station {station.Name} leaves no time to train: it judges for {load.Busy:0%} of the time, and {load.Above} of the last {load.Parts} parts took longer than {rule.CountAbove:0.#} ms. Training goes on when there is time: between shifts, with fewer parts a minute, or on a faster device.");
            }
            else if (state == TrainingProgress.Running)
            {
                state = TrainingProgress.Paused;
            }
        }

        Disturb(state == TrainingProgress.Running);
        if (state == TrainingProgress.Running)
        {
            _turn.Set();
        }
        else
        {
            _turn.Reset();
        }

        if (_meter.Tell(now, Share, state) is { } news)
        {
            _tell(news, why);
        }
    }
}
