using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Core.Sampling;
using Microsoft.Extensions.Time.Testing;

namespace EdgeTransfer.Storage.Samples;

public sealed class SampleEvictorTests : IDisposable
{
    private const string Key = "k1";
    private const int Image = 1000;

    private readonly Device _device = new();
    private readonly FakeTimeProvider _time = new(Some.Start);

    public void Dispose() => _device.Dispose();

    [Fact]
    public async Task MakeRoomAsync_WithinTheBudget_LeavesAll()
    {
        await Save(1, 2);

        var room = await Evictor.MakeRoomAsync(100_000);

        room.ShouldBe(new SampleRoom(_device.Number("SELECT SUM(bytes) FROM sample"), 0, 0, true));
        room.Bytes.ShouldBe(FileBytes());
    }

    [Fact]
    public async Task MakeRoomAsync_BudgetUsedUp_TakesTheOldestUnlabelledWithTheirFiles()
    {
        await Save(1, 10);
        await Label("p1");
        var budget = FileBytes();

        var room = await Evictor.MakeRoomAsync(budget);

        (room.Evicted, room.HasRoom, room.Labelled).ShouldBe((1, true, budget / 10));
        (await PartsAsync()).ShouldBe(["p1", "p10", "p3", "p4", "p5", "p6", "p7", "p8", "p9"]);
        FileBytes().ShouldBe(room.Bytes);
    }

    [Fact]
    public async Task MakeRoomAsync_AnyBudget_NeverTakesWhatEverHadALabel()
    {
        await Save(1, 20);
        foreach (var part in new[] { "p3", "p4", "p5" })
        {
            await Label(part);
        }

        var room = await Evictor.MakeRoomAsync(1);

        (await PartsAsync()).ShouldBe(["p3", "p4", "p5"]);
        (room.Evicted, room.HasRoom).ShouldBe((17, false));
        (await Store.LoadLabelledAsync("gear", Key)).ShouldSatisfyAllConditions(s => s.Samples.Count.ShouldBe(3), s => s.Skipped.ShouldBe(0));
    }

    [Fact]
    public async Task MakeRoomAsync_LabelledFillTheBudget_HasNoRoomUntilItIsRaised()
    {
        await Save(1, 4);
        foreach (var i in Enumerable.Range(1, 4))
        {
            await Label($"p{i}");
        }

        var labelled = FileBytes();

        (await Evictor.MakeRoomAsync(labelled + 10)).HasRoom.ShouldBeFalse("less than a twentieth is left");
        (await Evictor.MakeRoomAsync((long)(labelled / 0.94))).HasRoom.ShouldBeTrue();
    }

    [Fact]
    public async Task MakeRoomAsync_RandomShare_IsThinnedWithItsProbabilitiesAndLabelledOnesLeaveIt()
    {
        foreach (var i in Enumerable.Range(1, 200).Where(i => RandomShare.Holds($"p{i}", 0.5)))
        {
            await Keep(i, new(SamplingReasons.Random, 0.5));
        }

        var highest = (await PartsAsync()).MaxBy(RandomShare.Draw)!;
        await Label(highest);
        var before = await PartsAsync();

        await Evictor.MakeRoomAsync(FileBytes() * 2 / 3);

        var probability = _device.Number("SELECT CAST(1e9 * MAX(probability) AS INTEGER) FROM sample") / 1e9;
        probability.ShouldBeInRange(0.2, 0.45);
        _device.Number("SELECT COUNT(DISTINCT probability) FROM sample").ShouldBe(1);
        (await PartsAsync()).Order().ShouldBe([.. before.Where(p => p == highest || RandomShare.Draw(p) < probability).Order()]);
        _device.Number($"SELECT COUNT(*) FROM sample WHERE part_id = '{highest}' AND probability IS NULL AND reasons = 'none'").ShouldBe(1);
    }

    [Fact]
    public async Task AppendLabelAsync_EvictedPart_IsRefusedWithWhenAndWhy()
    {
        await Save(1, 3);
        await Evictor.MakeRoomAsync(1);
        _device.Restart();

        var refusal = (await Store.AppendLabelAsync(Said("p2"))).Refusal!;

        refusal.Kind.ShouldBe(RefusalKind.NotFound);
        refusal.Message.ShouldBe("The image of part 'p2' was evicted on 2026-03-29 at 00:59 UTC (the disk budget of 0 GB was used up), so a label for it teaches nothing.");
        (await Store.AppendLabelAsync(Said("never seen"))).Refusal!.Message.ShouldStartWith("No image of part 'never seen' was kept");
        (await Evictor.FindAsync("p2"))!.At.ShouldBe(Some.Start);
        (await Evictor.FindAsync("never seen")).ShouldBeNull();
    }

    [Fact]
    public async Task FinishAsync_CrashBetweenRowAndFiles_RemovesTheFiles()
    {
        await Save(1, 3);
        _device.Execute(
            """
            DELETE FROM sample WHERE part_id = 'p2';
            INSERT INTO evicted_sample (part_id, product, at, why, files) VALUES ('p2', 'gear', '2026-03-29T00:59:59.1234567Z', 'crash', 1);
            """);
        _device.Restart();

        (await Evictor.FinishAsync()).ShouldBe(1);

        Directory.GetFiles(_device.Folder.At("samples", "gear")).Select(Path.GetFileName).ShouldBe(
            ["p1.png", $"p1.{Key}.safetensors", "p3.png", $"p3.{Key}.safetensors"], ignoreOrder: true);
        (await Evictor.FinishAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task SaveAsync_PartThatWasEvicted_IsASampleAgain()
    {
        await Save(1, 2);
        await Evictor.MakeRoomAsync(1);

        await Save(1, 1);

        (await Evictor.FindAsync("p1")).ShouldBeNull();
        (await Store.AppendLabelAsync(Said("p1"))).IsOk.ShouldBeTrue();
    }

    [Fact]
    public async Task ReplaceFeatures_SampleEvictedMeanwhile_LeavesNoFile()
    {
        await Save(1, 1);
        await Evictor.MakeRoomAsync(1);

        Store.ReplaceFeatures("p1", "gear", Key, Features());

        Directory.GetFiles(_device.Folder.At("samples", "gear")).ShouldBeEmpty();
    }

    [Fact]
    public async Task RemoveFiles_PartWhoseIdBeginsAnothers_LeavesTheOther()
    {
        await Store.SaveAsync("p", "gear", Some.Start, new byte[Image], Key, Features());
        await Store.SaveAsync("p.1", "gear", Some.Start.AddDays(1), new byte[Image], Key, Features());

        (await Evictor.MakeRoomAsync(FileBytes())).Evicted.ShouldBe(1);

        Directory.GetFiles(_device.Folder.At("samples", "gear")).Select(Path.GetFileName).ShouldBe(["p.1.png", $"p.1.{Key}.safetensors"], ignoreOrder: true);
    }

    [Fact]
    public async Task Recount_FeaturesReplacedAddedOrRemoved_BytesAreThoseOfTheFiles()
    {
        await Save(1, 3);
        Store.ReplaceFeatures("p1", "gear", Key, Features() with { Views = [new float[5], new float[5]] });
        Store.ReplaceFeatures("p2", "gear", "k2", Features());
        _device.Number("SELECT SUM(bytes) FROM sample").ShouldBe(FileBytes());

        Store.RemoveOtherFeatures("gear", "k2", []).ShouldBe(1);
        _device.Number("SELECT SUM(bytes) FROM sample").ShouldBe(FileBytes());

        _device.Execute("UPDATE sample SET bytes = 7 WHERE part_id = 'p3'");
        Store.Recount("gear");
        _device.Number("SELECT SUM(bytes) FROM sample").ShouldBe(FileBytes());
    }

    private SampleStore Store => new(_device.Database, _device.Folder.At("samples"));

    private SampleEvictor Evictor => new(_device.Database, Store, _time);

    private async Task Save(int from, int to)
    {
        foreach (var i in Enumerable.Range(from, to - from + 1))
        {
            await Keep(i, new(SamplingReasons.NotOk));
        }
    }

    private Task Keep(int number, SamplingDecision kept) =>
        Store.SaveAsync($"p{number}", "gear", Some.Start.AddSeconds(number), new byte[Image], Key, Features(), kept: kept);

    private async Task Label(string part) => (await Store.AppendLabelAsync(Said(part))).IsOk.ShouldBeTrue();

    private static Label Said(string part) => new(Guid.CreateVersion7(), part, "ok", "ann", "mqtt", Some.Start, Verdict.Ng, "h1");

    private async Task<IReadOnlyList<string>> PartsAsync() => [.. (await Store.ListAsync("gear")).Select(s => s.PartId).Order(StringComparer.Ordinal)];

    private long FileBytes() => Directory.GetFiles(_device.Folder.At("samples", "gear")).Sum(f => new FileInfo(f).Length);

    private static Features Features() => new(new float[24], 2, 3, 4, new float[5]);
}
