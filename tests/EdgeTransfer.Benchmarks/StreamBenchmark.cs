using EdgeTransfer.Core.Statistics;
using EdgeTransfer.Testing;

namespace EdgeTransfer.Benchmarks;

/// <summary>
/// Escapes and false rejects over the number of labels, on magnetic tiles that pass through the service one by one. The baseline is its
/// first head, on the same parts. Left out where the images are not there.
/// </summary>
internal sealed class StreamBenchmark : IBenchmark
{
    private const double Confidence = 0.95;

    private static readonly int[] Seeds = [1, 2];

    public string Name => "stream";

    public IEnumerable<ResultRow> Run() => RunAsync().GetAwaiter().GetResult();

    private static async Task<IEnumerable<ResultRow>> RunAsync()
    {
        if (StreamPlan.Folder(Repository.Root) is not { } folder)
        {
            Console.Error.WriteLine("  left out: EDGETRANSFER_TEST_DATA names no folder with magnetic-tile/");
            return [];
        }

        List<StreamRun> runs = [];
        List<ResultRow> rows = [];
        foreach (var seed in Seeds)
        {
            Console.Error.WriteLine($"  order of seed {seed}");
            var run = await StreamRun.RunAsync(StreamPlan.Make(folder, seed));
            ResultRow[] own = [.. run.Stretches.Select(s => Row(seed, s)), new($"seed {seed}, all labels", "", "", null, run.Last.Sentence)];
            ResultTable.Write(Console.Error, own, TimeProvider.System); // the next order takes minutes
            rows.AddRange(own);
            runs.Add(run);
        }

        var plot = Path.Combine(Repository.Root, "artifacts", "stream.svg");
        await File.WriteAllTextAsync(plot, StreamPlot.Draw(runs));
        Console.Error.WriteLine($"  drawn: {plot}");
        return rows;
    }

    private static ResultRow Row(int seed, StreamStretch stretch)
    {
        var (judged, first) = (stretch.Judged, stretch.FirstHead);
        var errors = first.Escapes + first.FalseRejects;
        return new(
            $"seed {seed}, {stretch.Labels} labels, {judged.Good + judged.Defects} parts",
            $"escapes {Rate(judged.Escapes, judged.Defects)}, false rejects {Rate(judged.FalseRejects, judged.Good)}",
            $"first head: escapes {first.Escapes} of {first.Defects}, false rejects {first.FalseRejects} of {first.Good}",
            errors == 0 ? null : (double)(judged.Escapes + judged.FalseRejects) / errors,
            $"UNSURE {judged.UnsureDefects} of the defects, {judged.UnsureGood} of the good; {stretch.Grown} learnt at once, {stretch.NotGrown} not; rolled back {stretch.RolledBack}; {stretch.Training.Sentence}");
    }

    private static string Rate(int events, int parts) => FormattableString.Invariant(
        $"{events} of {parts} ({100.0 * events / parts:0.0} %, {100 * ClopperPearson.Lower(events, parts, (1 + Confidence) / 2):0.0}–{100 * ClopperPearson.Upper(events, parts, (1 + Confidence) / 2):0.0})");
}
