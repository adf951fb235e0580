using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Sampling;
using EdgeTransfer.Core.Watching;
using EdgeTransfer.Storage.Labels;
using EdgeTransfer.Storage.Watching;

namespace EdgeTransfer.Storage.Samples;

public sealed class UnlabelledSamplesTests : IDisposable
{
    private readonly Device _device = new();

    public void Dispose() => _device.Dispose();

    [Fact]
    public async Task ListAsync_StoredSamples_AreThoseWithoutALabelInOrderWithWhatWasJudged()
    {
        await Keep("s1-1", SamplingReasons.Random, null);
        await Keep("s1-2", SamplingReasons.NearBand | SamplingReasons.NotOk, null);
        await Keep("s1-3", SamplingReasons.Disagreement, null);
        await Keep("s1-4", SamplingReasons.Novel, 4.5);
        await Keep("s1-5", SamplingReasons.NotOk, double.PositiveInfinity);
        await Keep("elsewhere", SamplingReasons.Disagreement, null, "other");
        (await new LabelStore(_device.Database).AppendAsync(new Label(Some.Id(1), "s1-3", "ok", "ann", "mqtt", Some.Start, Verdict.Ng, "h1"))).IsOk.ShouldBeTrue();
        await _device.Inspections.RecordAsync([Some.Recorded(2), new(Some.Inspection(4) with { Scores = new(double.NaN, 1, null, null) }, []), Some.Recorded(5)]);
        await new WatchStore(_device.Database, _device.Outbox).SaveAsync(
            [new("s1-5", "s1", "gear", Some.Start, ShadowPurpose.Trial, "h1", "h2", Verdict.Ok, Verdict.Ng, 1, 2)], [], []);
        _device.Restart();

        var next = await new UnlabelledSamples(_device.Database).ListAsync("gear");

        next.Select(n => (n.PartId, n.Reason)).ShouldBe(
            [("s1-5", SamplingReasons.Disagreement), ("s1-2", SamplingReasons.NearBand), ("s1-4", SamplingReasons.Novel), ("s1-1", SamplingReasons.Random)]);
        next[0].ShouldSatisfyAllConditions(n => n.ShadowVerdict.ShouldBe(Verdict.Ng), n => n.Verdict.ShouldBe(Verdict.Ok), n => n.Scores.ShouldBe(Some.Inspection(5).Scores), n => n.Novelty.ShouldBeNull());
        next[1].ShouldSatisfyAllConditions(n => n.ShadowVerdict.ShouldBeNull(), n => n.At.ShouldBe(Some.Start.AddSeconds(2)));
        next[2].ShouldSatisfyAllConditions(n => n.Novelty.ShouldBe(4.5), n => n.Scores.ShouldBeNull("what is no number cannot be told"), n => n.Verdict.ShouldBe(Verdict.Ok));
        next[3].Verdict.ShouldBeNull("nothing was recorded of it");
        (await new UnlabelledSamples(_device.Database).ProductsAsync()).ShouldBe(["gear", "other"]);

        Task Keep(string part, SamplingReasons reasons, double? novelty, string product = "gear") => new SampleStore(_device.Database, _device.Folder.At("samples")).SaveAsync(
            part, product, Some.Start.AddSeconds(part[^1] - '0'), [1], "k1", new Features([1], 1, 1, 1, [2]), kept: new(reasons, null, novelty));
    }
}
