using EdgeTransfer.Inference.Heads;

namespace EdgeTransfer.Benchmarks;

/// <summary>One part beyond the backbone against the bare head graphs, by turns.</summary>
internal sealed class PartBenchmark : IBenchmark
{
    private const int Rounds = 200, Repeats = 4;

    public string Name => "part";

    public IEnumerable<ResultRow> Run()
    {
        using var part = new DrawnPart();
        part.Check();
        yield return Row(part, "one part, no region", part.Plain, withRegions: false);
        yield return Row(part, $"one part, {DrawnPart.Defects} regions", part.Plain, withRegions: true);
        yield return Row(part, $"one part, {DrawnPart.Defects} regions, {DrawnPart.Marks} marked patches", part.Marked, withRegions: true);
    }

    private static ResultRow Row(DrawnPart part, string what, ServedHead head, bool withRegions)
    {
        var (seconds, bare, bytes, bareBytes) = Interleaved.Medians(
            Rounds, () => Time(() => part.Judge(head, withRegions)), () => Time(() => part.Bare.Run(head.Head.Anomaly.Marked is not null)));
        return new(
            what,
            FormattableString.Invariant($"{seconds * 1000:0.00} ms"),
            FormattableString.Invariant($"bare `Run` of the graphs {bare * 1000:0.00} ms"),
            seconds / bare,
            $"{bytes} bytes a part (bare `Run`: {bareBytes}); map as the reference in C#");
    }

    /// <summary>Seconds and managed bytes of one call, a few in a row.</summary>
    private static (double Seconds, long Bytes) Time(Action work)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var begin = TimeProvider.System.GetTimestamp();
        for (var i = 0; i < Repeats; i++)
        {
            work();
        }

        var seconds = TimeProvider.System.GetElapsedTime(begin).TotalSeconds / Repeats;
        return (seconds, (GC.GetAllocatedBytesForCurrentThread() - before) / Repeats);
    }
}
