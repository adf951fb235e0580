using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Training;
using EdgeTransfer.Storage.Labels;
using EdgeTransfer.Storage.Samples;
using Microsoft.Data.Sqlite;

namespace EdgeTransfer.Storage.Trainings;

public sealed class TrainingStoreTests : IDisposable
{
    private static readonly TrainingSnapshot Snapshot = new("k1", [new(1, "p1", "ok", null), new(2, "p2", "ok", null), new(5, "p1", "scratch", null)]);

    private readonly Device _device = new();

    private TrainingStore Store => new(_device.Database);

    public void Dispose() => _device.Dispose();

    [Fact]
    public async Task FindAsync_BySecondObject_GivesAllThatWasTold()
    {
        await Store.BeginAsync(Training(1));
        await Store.SetSnapshotAsync(Some.Id(1), Snapshot, 7);
        await Store.SetHeadAsync(Some.Id(1), "h1");
        _device.Restart();

        var row = (await Store.FindAsync(Some.Id(1)))!;

        row.ShouldBe(Training(1) with { FeatureKey = "k1", Labels = "1-2,5", UpTo = 7, DataHash = Snapshot.ComputeHash(), Head = "h1" });
        (await Store.OpenAsync()).ShouldBe([row]);
    }

    [Fact]
    public async Task EndAsync_Training_ClosesItForEverAndTellsTheLog()
    {
        await Store.BeginAsync(Training(1));
        await Store.SetSnapshotAsync(Some.Id(1), Snapshot, 7);

        await Store.EndAsync(Some.Id(1), "failed", "no room", Some.Start.AddHours(1));

        (await Store.OpenAsync()).ShouldBeEmpty();
        (await Store.FindAsync(Some.Id(1)))!.ShouldSatisfyAllConditions(r => r.Outcome.ShouldBe("failed"), r => r.Detail.ShouldBe("no room"), r => r.Ended.ShouldBe(Some.Start.AddHours(1)));
        _device.Number("SELECT COUNT(*) FROM log WHERE kind = 'training' AND product = 'gear' AND json LIKE '%no room%' AND json LIKE '%1-2,5%'").ShouldBe(1);
        await Should.ThrowAsync<SqliteException>(() => Store.EndAsync(Some.Id(1), "swapped", "", Some.Start));
        await Should.ThrowAsync<InvalidOperationException>(() => Store.SetHeadAsync(Some.Id(1), "h2"));
        Should.Throw<SqliteException>(() => _device.Execute("DELETE FROM training")).Message.ShouldContain("trainings stay");
    }

    [Fact]
    public async Task LatestAsync_SeveralTrainings_IsTheLastWithASnapshot()
    {
        (await Store.LatestAsync("gear")).ShouldBeNull();
        await Store.BeginAsync(Training(1));
        await Store.SetSnapshotAsync(Some.Id(1), Snapshot, 7);
        await Store.BeginAsync(Training(2));
        (await Store.LatestAsync("gear"))!.Id.ShouldBe(Some.Id(1), "the second has learnt nothing yet");
        await Store.SetSnapshotAsync(Some.Id(2), Snapshot, 7);
        (await Store.LatestAsync("gear"))!.Id.ShouldBe(Some.Id(2));
        (await Store.LatestAsync("disc")).ShouldBeNull();
    }

    [Fact]
    public async Task LatestAsync_ClockSetBackBetweenTwo_GoesByTheirOrder()
    {
        await Store.BeginAsync(Training(1));
        await Store.SetSnapshotAsync(Some.Id(1), Snapshot, 7);
        await Store.BeginAsync(Training(2) with { Begun = Some.Start.AddDays(-400) });
        (await Store.HasLaterAsync(Some.Id(1))).ShouldBeFalse("the second has learnt nothing yet");
        await Store.SetSnapshotAsync(Some.Id(2), Snapshot, 7);

        (await Store.LatestAsync("gear"))!.Id.ShouldBe(Some.Id(2));
        (await Store.OpenAsync()).Select(r => r.Id).ShouldBe([Some.Id(1), Some.Id(2)]);
        (await Store.HasLaterAsync(Some.Id(1))).ShouldBeTrue();
        (await Store.HasLaterAsync(Some.Id(2))).ShouldBeFalse();
    }

    [Fact]
    public async Task CountLabelsAfterAsync_ChangedAndRepeatedLabels_CountsEachOnce()
    {
        var samples = new SampleStore(_device.Database, _device.Folder.At("samples"));
        foreach (var (part, product) in new[] { ("p1", "gear"), ("p2", "gear"), ("q1", "disc") })
        {
            await samples.SaveAsync(part, product, Some.Start, [1], "k1", new Features([1], 1, 1, 1, [1]));
        }

        foreach (var (id, part, label) in new[] { (1, "p1", "ok"), (2, "q1", "ok"), (3, "p1", "scratch"), (3, "p1", "scratch"), (4, "p2", "ok") })
        {
            (await new LabelStore(_device.Database).AppendAsync(new(Some.Id(id), part, label, "ann", "mqtt", Some.Start, Verdict.Ng, null))).IsOk.ShouldBeTrue();
        }

        (await Store.CountLabelsAfterAsync("gear", 0)).ShouldBe(3);
        (await Store.CountLabelsAfterAsync("gear", 1)).ShouldBe(2);
        var reader = new SnapshotReader(_device.Database, samples);
        var current = await reader.CurrentAsync("gear");
        current.Select(l => (l.PartId, l.Class)).ShouldBe([("p1", "scratch"), ("p2", "ok")]);
        (await reader.ThoseAsync("gear", new HashSet<long> { 1 })).ShouldBe([new SnapshotLabel(1, "p1", "ok", null)], "whatever has been said since");
        (await reader.LoadAsync(current, "gear", "k2", null, CancellationToken.None)).ShouldBeEmpty("other features are not read");
        (await reader.LoadAsync(current, "gear", "k1", null, CancellationToken.None)).Select(l => l.Sample.Class).ShouldBe(["scratch", "ok"]);
        var lean = (await reader.LoadAsync([current[0] with { Marks = """[{"x":0,"y":0,"width":1,"height":1}]""" }], "gear", "k1", new(0, 0, 9, 9), CancellationToken.None, embeddingsOnly: true)).ShouldHaveSingleItem().Sample;
        lean.ShouldSatisfyAllConditions(s => s.Features.Embedding.ShouldBe([1]), s => s.Features.Patches.ShouldBeEmpty(), s => s.Marks.ShouldBeEmpty());
    }

    [Fact]
    public async Task AddAttemptAsync_OrderlyStop_TakesItBack()
    {
        await Store.BeginAsync(Training(1));
        await Store.AddAttemptAsync(Some.Id(1));
        (await Store.FindAsync(Some.Id(1)))!.Attempts.ShouldBe(2);
        await Store.AddAttemptAsync(Some.Id(1), -1);
        (await Store.FindAsync(Some.Id(1)))!.Attempts.ShouldBe(1);
    }

    private static TrainingRow Training(int number) =>
        new(Some.Id(number), "gear", "s1", "ann", TrainingReason.OnDemand, Some.Id(100 + number), Some.Start.AddMinutes(number), 1, "{\"bankRows\":16}");
}
