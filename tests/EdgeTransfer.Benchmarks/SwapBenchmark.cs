using Dapper;
using Microsoft.Data.Sqlite;

namespace EdgeTransfer.Benchmarks;

/// <summary>Swaps between two heads under full load, against the same line without swaps, by turns in one run.</summary>
internal sealed class SwapBenchmark(int swaps) : IBenchmark
{
    private const int Rounds = 20, PartsPerSwap = 10;

    /// <summary>Parts at the edge of a window that belong to neither: they wait between capture and judge.</summary>
    private const int Edge = 8;

    public string Name => "swap";

    public IEnumerable<ResultRow> Run() => RunAsync().GetAwaiter().GetResult();

    private async Task<IEnumerable<ResultRow>> RunAsync()
    {
        var (line, heads) = await SwapLine.StartAsync();
        await using (line)
        {
            var taught = line.Station.Tally.Triggers;
            List<(long From, long To, bool Swaps)> windows = [];
            line.Run();
            await line.PassAsync(50);
            var done = 0;
            var partsWithSwaps = (long)swaps / Rounds * (PartsPerSwap + 1); // of a round; as many are compared without
            for (var round = 0; round < Rounds; round++)
            {
                var inRound = (swaps * (round + 1) / Rounds) - done;
                foreach (var withSwaps in round % 2 == 0 ? new[] { false, true } : [true, false])
                {
                    var from = line.Station.Tally.Triggers;
                    if (withSwaps)
                    {
                        for (var i = 0; i < inRound; i++)
                        {
                            await line.SwapAsync(heads[done++ % 2]);
                            await line.PassAsync(PartsPerSwap);
                        }

                        partsWithSwaps = line.Station.Tally.Triggers - from;
                    }
                    else
                    {
                        await line.PassAsync(partsWithSwaps);
                    }

                    windows.Add((from + Edge, line.Station.Tally.Triggers - Edge, withSwaps));
                }
            }

            await line.StopAsync();
            return [Judge(line, taught, windows)];
        }
    }

    private ResultRow Judge(SwapLine line, long taught, List<(long From, long To, bool Swaps)> windows)
    {
        using var database = new SqliteConnection($"Data Source={line.Database};Pooling=False");
        var rows = database.Query<Row>(
            "SELECT trigger AS Trigger, verdict AS Verdict, head AS Head, policy AS Policy, CAST(COALESCE(json_extract(times, '$.total'), -1) AS REAL) AS Total FROM inspection ORDER BY trigger").ToList();
        var headOf = database.Query<(string Version, string Head)>("SELECT version, head FROM policy").ToDictionary(p => p.Version, p => p.Head);
        var judged = rows.Where(r => r.Trigger > taught).ToList();
        Check(rows.Select(r => r.Trigger).SequenceEqual(Enumerable.Range(1, (int)line.Station.Tally.Triggers).Select(n => (long)n)), "every trigger has one inspection, and none is left out");
        Check(judged.All(r => r.Verdict != "NOT_INSPECTED"), "no part is NOT_INSPECTED");
        Check(judged.All(r => r.Head is not null && headOf[r.Policy!] == r.Head), "each part is judged by one head and a policy of its own");
        var changes = judged.Zip(judged.Skip(1)).Count(p => p.First.Head != p.Second.Head);
        Check(changes >= swaps * 9 / 10 && changes <= swaps, $"{changes} changes of head are seen for {swaps} swaps");

        var (with, without) = (Times(judged, windows, swaps: true), Times(judged, windows, swaps: false));
        var (measured, baseline) = (Quantile(with, 0.99), Quantile(without, 0.99));
        return new(
            $"{swaps} swaps, one every {PartsPerSwap} parts or more, P99 of a part",
            FormattableString.Invariant($"{measured:0.0} ms (P50 {Quantile(with, 0.5):0.0})"),
            FormattableString.Invariant($"the same line without swaps {baseline:0.0} ms (P50 {Quantile(without, 0.5):0.0})"),
            measured / baseline,
            $"{judged.Count} parts, each judged by one of the two heads; {changes} changes seen; {with.Count} parts with and {without.Count} without swaps compared");
    }

    private static List<double> Times(List<Row> rows, List<(long From, long To, bool Swaps)> windows, bool swaps) =>
        [.. rows.Where(r => windows.Any(w => w.Swaps == swaps && r.Trigger > w.From && r.Trigger <= w.To)).Select(r => r.Total).Order()];

    private static double Quantile(List<double> sorted, double share) => sorted.Count == 0 ? double.NaN : sorted[Math.Min(sorted.Count - 1, (int)(share * sorted.Count))];

    private static void Check(bool holds, string what)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"Not so: {what}.");
        }
    }

    private sealed record Row(long Trigger, string Verdict, string? Head, string? Policy, double Total);
}
