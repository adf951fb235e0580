using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Storage.Samples;

namespace EdgeTransfer.Storage.Policies;

public sealed class StoredPartsTests : IDisposable
{
    private readonly Device _device = new();

    public void Dispose() => _device.Dispose();

    [Fact]
    public async Task LatestScoresAsync_OfAHead_AreItsOwnNewestFirst()
    {
        var none = Some.Inspection(9) with { Verdict = Verdict.NotInspected, Scores = null };
        var odd = Judged(5, double.NaN);
        await _device.Inspections.RecordAsync(
            [new(Judged(1, 1), []), new(Judged(2, 2), []), new(Judged(3, 3, head: "h2"), []), new(Judged(4, 4, station: "s2"), []), new(odd, []), new(none, [])]);

        var parts = new StoredParts(_device.Database);

        (await parts.LatestScoresAsync("s1", "h1", 10)).ShouldBe([double.NaN, 2, 1]);
        (await parts.LatestScoresAsync("s1", "h1", 2)).ShouldBe([double.NaN, 2]);
    }

    [Fact]
    public async Task LabelsAsync_OfAProduct_AreThoseThatCountNow()
    {
        var samples = new SampleStore(_device.Database, _device.Folder.At("samples"));
        foreach (var (part, product) in new[] { ("p1", "gear"), ("p2", "gear"), ("p3", "other"), ("p4", "gear") })
        {
            await samples.SaveAsync(part, product, Some.Start, [1], "k1", new Features([1], 1, 1, 1, [2]));
        }

        foreach (var (number, part, said) in new[] { (1, "p1", "ok"), (2, "p2", "ok"), (3, "p3", "ok"), (4, "p1", "pit") })
        {
            await samples.AppendLabelAsync(new(Some.Id(number), part, said, "ann", "mqtt", Some.Start, Verdict.Ok, "h1"));
        }

        var labels = await new StoredParts(_device.Database).LabelsAsync("gear");

        labels.Count.ShouldBe(2);
        (labels["p1"], labels["p2"]).ShouldBe(("pit", "ok"));
        samples.ReadFeatures("p1", "gear", "k1")!.Embedding.ShouldBe([2]);
        samples.ReadFeatures("p1", "gear", "k2").ShouldBeNull();
    }

    private static Inspection Judged(long trigger, double ng, string station = "s1", string head = "h1") =>
        Some.Inspection(trigger, station) with { Scores = new(ng, 0, null, null), Judges = new(head, "p", "r", "c") };
}
