using System.Globalization;

namespace EdgeTransfer.Benchmarks;

/// <summary>What 200 alerts a second do to the latency of inspection, what one costs, and how fast a backlog drains; the broker is a real mosquitto.</summary>
internal sealed class AlertsBenchmark : IBenchmark
{
    private const int Rounds = 8, Backlog = 10_000, Costed = 2000, Portion = 5;
    private const double Allowance = 1.05;
    private static readonly TimeSpan Block = TimeSpan.FromSeconds(10);

    private enum Load
    {
        None,
        Inspections,
        Alerts,
    }

    public string Name => "alerts";

    public IEnumerable<ResultRow> Run() => RunAsync().GetAwaiter().GetResult();

    private static async Task<IReadOnlyList<ResultRow>> RunAsync()
    {
        using var broker = new BenchBroker();
        return [.. await LatencyAsync(broker, stations: 5), .. await LatencyAsync(broker, stations: 1), await CostAsync(broker), await DrainAsync(broker)];
    }

    /// <summary>Against the same inspections without alerts, which are written down in any case, and against none.</summary>
    private static async Task<IReadOnlyList<ResultRow>> LatencyAsync(BenchBroker broker, int stations)
    {
        using var line = await LoadedLine.MakeAsync();
        await using var other = new AlertLine(broker.Port, stations);
        await other.StartAsync();
        await line.RunAsync(TimeSpan.Zero, TimeSpan.FromSeconds(3)); // warm
        var period = 2 * TimeSpan.FromMilliseconds(PairedTails.Quantile(await line.RunAsync(TimeSpan.Zero, TimeSpan.FromSeconds(5)), 0.5));
        PairedTails alerts = new(), all = new();
        var (fed, most) = (0, 0L);
        for (var round = 0; round < Rounds; round++)
        {
            var latencies = new Dictionary<Load, List<double>>();
            for (var i = 0; i < 3; i++)
            {
                var load = (Load)((round + i) % 3);
                using var stop = new CancellationTokenSource();
                var feeding = load == Load.None ? Task.FromResult(0) : other.FeedAsync(load == Load.Alerts, stop.Token);
                latencies[load] = await line.RunAsync(period, Block);
                most = Math.Max(most, other.Outbox.Count);
                await stop.CancelAsync();
                var count = await feeding;
                fed += load == Load.Alerts ? count : 0;
                await other.EmptiedAsync();
            }

            alerts.Add(latencies[Load.Alerts], latencies[Load.Inspections]);
            all.Add(latencies[Load.Alerts], latencies[Load.None]);
        }

        var (perSecond, published) = (fed / (Rounds * Block.TotalSeconds), other.Counters.Published);
        Check(perSecond > 190, $"{perSecond:0} alerts were made a second");
        Check(published >= fed, $"{published} of {fed} alerts were acknowledged");
        var what = string.Create(CultureInfo.InvariantCulture, $"P99, a part every {period.TotalMilliseconds:0.0} ms, 200 alerts a second of {stations} other station{(stations > 1 ? "s" : "")}");
        return
        [
            alerts.Row(what, "the same inspections of the others, no alerts", Allowance, string.Create(CultureInfo.InvariantCulture, $"{perSecond:0} alerts a second made and acknowledged, {most} at most waited at the end of a block")),
            all.Row("the same", "nothing of the others", Allowance, "the same blocks"),
        ];
    }

    private static async Task<ResultRow> CostAsync(BenchBroker broker)
    {
        await using var line = new AlertLine(broker.Port, stations: 1); // it does not send
        await line.RecordAsync(Portion, alerts: true); // warm
        List<double> bare = [], full = [];
        for (var i = 0; i < Costed / Portion; i++)
        {
            bare.Add(await TimeAsync(() => line.RecordAsync(Portion, alerts: false)));
            full.Add(await TimeAsync(() => line.RecordAsync(Portion, alerts: true)));
        }

        var without = 0L;

        // pages of inspections alone, then of as many with alerts
        await using var other = new AlertLine(broker.Port, stations: 1);
        var empty = other.Bytes();
        for (var i = 0; i < 2 * Costed / Portion; i++)
        {
            await other.RecordAsync(Portion, alerts: i >= Costed / Portion);
            without = i < Costed / Portion ? other.Bytes() - empty : without;
        }

        var bytes = (other.Bytes() - empty - (2 * without)) / Costed;
        var (withAlert, bareOne) = (1000 * PairedTails.Quantile(full, 0.5), 1000 * PairedTails.Quantile(bare, 0.5));
        return new(
            $"a transaction of {Portion} inspections with an alert each",
            string.Create(CultureInfo.InvariantCulture, $"{withAlert:0.00} ms"),
            string.Create(CultureInfo.InvariantCulture, $"without alerts {bareOne:0.00} ms"),
            withAlert / bareOne,
            string.Create(CultureInfo.InvariantCulture, $"{(withAlert - bareOne) / Portion:0.000} ms and {bytes} bytes of disk for an alert of {AlertLine.Payload(Guid.Empty).Length} bytes that waits"));
    }

    private static async Task<ResultRow> DrainAsync(BenchBroker broker)
    {
        await using var line = new AlertLine(broker.Port, stations: 1);
        for (var i = 0; i < Backlog / 100; i++)
        {
            await line.RecordAsync(100, alerts: true);
        }

        Check(line.Outbox.Count == Backlog, "the backlog is complete");
        var baseline = await broker.PublishAsync(Enumerable.Range(0, Backlog).Select(_ => AlertLine.Payload(Guid.Empty)));
        var measured = await TimeAsync(async () =>
        {
            await line.StartAsync();
            await line.EmptiedAsync();
        });
        return new(
            $"{Backlog} alerts of one station, stored before",
            string.Create(CultureInfo.InvariantCulture, $"{measured:0.0} s, {Backlog / measured:0} a second"),
            string.Create(CultureInfo.InvariantCulture, $"mosquitto_pub, many under way at a time, {baseline:0.0} s"),
            measured / baseline,
            "one at a time, each removed after its acknowledgement");
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var begin = TimeProvider.System.GetTimestamp();
        await work();
        return TimeProvider.System.GetElapsedTime(begin).TotalSeconds;
    }

    private static void Check(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"Not so: {what}.");
        }
    }
}
