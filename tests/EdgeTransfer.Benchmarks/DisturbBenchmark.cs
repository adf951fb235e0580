using System.Globalization;
using EdgeTransfer.Configuration;
using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Training;
using EdgeTransfer.Learning;

namespace EdgeTransfer.Benchmarks;

/// <summary>What a training does to the latency of inspection (law 8), at half of the device's capacity and at all of it.</summary>
internal sealed class DisturbBenchmark : IBenchmark
{
    private const int Rounds = 3;
    private const double Allowance = 1.1;
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Block = TimeSpan.FromMinutes(2); // pauses grow for a minute
    private static readonly TimeSpan FullLoad = YieldRule.TooLong + TimeSpan.FromSeconds(20);

    public string Name => "disturb";

    public IEnumerable<ResultRow> Run() => RunAsync().GetAwaiter().GetResult();

    private static async Task<IReadOnlyList<ResultRow>> RunAsync()
    {
        var samples = RetrainBenchmark.Draw();
        using var line = await LoadedLine.MakeAsync();
        await line.RunAsync(TimeSpan.Zero, TimeSpan.FromSeconds(3)); // warm
        var one = TimeSpan.FromMilliseconds(PairedTails.Quantile(await line.RunAsync(TimeSpan.Zero, TimeSpan.FromSeconds(5)), 0.5));
        var half = await HalfAsync(line, samples, 2 * one);
        return [half, await FullAsync(line, samples)];
    }

    private static async Task<ResultRow> HalfAsync(LoadedLine line, LabelledSample[] samples, TimeSpan period)
    {
        PairedTails tails = new();
        var (pauses, share) = (TimeSpan.Zero, 0.0);
        Dictionary<string, int> states = [];
        await line.RunAsync(period, Settling); // what the budget is derived from
        for (var round = 0; round < Rounds; round++)
        {
            var without = await line.RunAsync(period, Block);
            var before = GC.GetTotalPauseDuration();
            await using var training = new BackgroundTraining(line, samples);
            tails.Add(await line.RunAsync(period, Block), without);
            pauses += GC.GetTotalPauseDuration() - before;
            share += training.Share;
            foreach (var (state, count) in training.States)
            {
                states[state] = states.GetValueOrDefault(state) + count;
            }
        }

        if (share == 0)
        {
            throw new InvalidOperationException($"The training did nothing at half of the capacity: {Describe(states)}");
        }

        return tails.Row(
            string.Create(CultureInfo.InvariantCulture, $"P99, a part every {period.TotalMilliseconds:0.0} ms, training"),
            "no training",
            Allowance,
            string.Create(CultureInfo.InvariantCulture, $"{share:0.0} trainings' worth done in {Rounds * Block.TotalMinutes:0} minutes ({Describe(states)}); collections held all up for {pauses.TotalMilliseconds:0} ms"));
    }

    private static async Task<ResultRow> FullAsync(LoadedLine line, LabelledSample[] samples)
    {
        var without = await line.RunAsync(TimeSpan.Zero, Settling);
        await using var training = new BackgroundTraining(line, samples);
        var with = await line.RunAsync(TimeSpan.Zero, FullLoad);
        if (!training.States.ContainsKey(TrainingProgress.Waiting))
        {
            throw new InvalidOperationException($"The training did not wait at full load: {Describe(training.States)}");
        }

        var (a, b) = (PairedTails.Quantile(with, 0.99), PairedTails.Quantile(without, 0.99));
        return new(
            "P99, parts without a pause, training",
            string.Create(CultureInfo.InvariantCulture, $"{a:0.0} ms ({with.Count} parts)"),
            string.Create(CultureInfo.InvariantCulture, $"no training {b:0.0} ms ({without.Count} parts)"),
            a / b,
            string.Create(CultureInfo.InvariantCulture, $"it waits and says so: {training.Why} {training.Share:0.00} of it done ({Describe(training.States)})"));
    }

    private static string Describe(Dictionary<string, int> states) => states.Count == 0 ? "nothing told" : string.Join(", ", states.Select(s => $"{s.Value} × {s.Key}"));

    /// <summary>Trains again and again, as the service does it, until it is disposed.</summary>
    private sealed class BackgroundTraining : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly QuietScheduler _scheduler = new(TrainingRun.DefaultThreads);
        private readonly PaceKeeper _keeper;
        private readonly Task _work;
        private readonly Dictionary<string, int> _states = [];
        private int _done;

        public BackgroundTraining(LoadedLine line, LabelledSample[] samples)
        {
            _keeper = new([line.Station], new LearningOptions(), TimeProvider.System, Tell);
            _work = _scheduler.RunAsync(
                () =>
                {
                    while (!_stop.IsCancellationRequested)
                    {
                        HeadTrainer.Train(samples, new TrainingOptions(), new ShareOf(_keeper), _keeper.Pace(_stop.Token));
                        _keeper.Share = 0;
                        Interlocked.Increment(ref _done);
                    }

                    return _done;
                },
                _stop.Token);
        }

        public string Why { get; private set; } = "";

        /// <summary>Trainings done, the last one in part.</summary>
        public double Share => Volatile.Read(ref _done) + _keeper.Share;

        public Dictionary<string, int> States
        {
            get
            {
                lock (_states)
                {
                    return new(_states);
                }
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await _keeper.DisposeAsync();
            _scheduler.Dispose();
            _stop.Dispose();
        }

        private void Tell(TrainingProgress progress, string? why)
        {
            lock (_states)
            {
                _states[progress.State] = _states.GetValueOrDefault(progress.State) + 1;
                Why = why ?? Why;
            }
        }
    }
}
