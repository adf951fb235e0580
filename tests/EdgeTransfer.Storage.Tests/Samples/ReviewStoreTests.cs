using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Sampling;
using EdgeTransfer.Core.Watching;
using EdgeTransfer.Storage.Labels;
using EdgeTransfer.Storage.Watching;

namespace EdgeTransfer.Storage.Samples;

public sealed class ReviewStoreTests : IDisposable
{
    private static readonly Features Features = new(new float[4], 1, 1, 4, new float[5]);

    private readonly Device _device = new();

    private ReviewStore Store => new(_device.Database);

    public void Dispose() => _device.Dispose();

    [Fact]
    public async Task NextAsync_StoredSamples_AreThoseWithoutALabelDisagreementsFirst()
    {
        var samples = new SampleStore(_device.Database, _device.Folder.At("samples"));
        await Keep("random", SamplingReasons.Random, null, 1);
        await Keep("near", SamplingReasons.NearBand | SamplingReasons.NotOk, null, 2);
        await Keep("labelled", SamplingReasons.Disagreement, null, 3);
        await Keep("novel", SamplingReasons.Novel, 4.5, 4);
        await Keep("told-later", SamplingReasons.NotOk, null, 5);
        await samples.SaveAsync("elsewhere", "other", Some.Start, [1], "k1", Features, kept: new(SamplingReasons.Disagreement));
        await new WatchStore(_device.Database, _device.Outbox).SaveAsync([Disagree("told-later", "gear"), Disagree("labelled", "gear"), Disagree("near", "other"), Disagree("not-stored", "gear")], [], []);
        (await new LabelStore(_device.Database).AppendAsync(new(Some.Id(1), "labelled", "ok", "anna", "mqtt", Some.Start, Verdict.Ok, null))).IsOk.ShouldBeTrue();
        _device.Restart();

        var next = await Store.NextAsync("gear", 3);

        next.Select(n => n.PartId).ShouldBe(["told-later", "near", "novel"]);
        next[1].Reasons.ShouldBe(SamplingReasons.NearBand | SamplingReasons.NotOk);
        (next[2].Novelty, next[2].At).ShouldBe((4.5, Some.Start.AddSeconds(4)));
        (await Store.NextAsync("gear", 99)).Count.ShouldBe(4);

        Task Keep(string part, SamplingReasons reasons, double? novelty, int second) =>
            samples.SaveAsync(part, "gear", Some.Start.AddSeconds(second), [1], "k1", Features, kept: new(reasons, null, novelty));
    }

    private static Disagreement Disagree(string part, string product) =>
        new(part, "s1", product, Some.Start, ShadowPurpose.Trial, "h1", "h2", Verdict.Ng, Verdict.Ok, 3, 1);
}
