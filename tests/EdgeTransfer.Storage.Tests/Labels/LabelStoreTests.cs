using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Storage.Samples;
using Microsoft.Data.Sqlite;

namespace EdgeTransfer.Storage.Labels;

public sealed class LabelStoreTests : IDisposable
{
    private const string Key = "k1";

    private readonly Device _device = new();

    public void Dispose() => _device.Dispose();

    [Fact]
    public async Task AppendAsync_SameIdAgain_SucceedsAndChangesNothing()
    {
        await Save("p1", seed: 1);
        await Label(1, "p1", "ok");
        await Label(2, "p1", "scratch");

        (await Store.AppendAsync(Said(1, "p1", "ok"))).IsOk.ShouldBeTrue();

        _device.Number("SELECT COUNT(*) FROM label").ShouldBe(2);
        (await Samples.LoadLabelledAsync("gear", Key)).Samples.ShouldHaveSingleItem().Class.ShouldBe("scratch");
    }

    [Fact]
    public async Task AppendAsync_UnknownPart_IsNotFound()
    {
        (await Store.AppendAsync(Said(1, "p1", "ok"))).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);

        _device.Number("SELECT COUNT(*) FROM label").ShouldBe(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("1crack")]
    [InlineData(" ok")]
    [InlineData("a/b")]
    [InlineData("größe")]
    [InlineData("a\n")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public async Task AppendAsync_ClassThatIsNoName_IsInvalid(string? name)
    {
        await Save("p1", seed: 1);

        (await Store.AppendAsync(Said(1, "p1", name!))).Refusal!.Kind.ShouldBe(RefusalKind.Invalid);

        _device.Number("SELECT COUNT(*) FROM label").ShouldBe(0);
    }

    [Fact]
    public async Task AppendAsync_SecondOpinion_CountsInPlaceOfTheFirst()
    {
        await Save("p1", seed: 1);
        await Save("p2", seed: 2);
        await Label(1, "p1", "scratch");
        await Label(2, "p2", "scratch");
        await Label(3, "p1", "ok");
        _device.Restart();

        (await Store.CountAsync("gear")).ShouldBe(new Dictionary<string, long> { ["ok"] = 1, ["scratch"] = 1 }, ignoreOrder: true);
        (await Samples.LoadLabelledAsync("gear", Key)).Samples.Select(s => (s.PartId, s.Class)).ShouldBe([("p2", "scratch"), ("p1", "ok")]);
        _device.Number("SELECT COUNT(*) FROM label").ShouldBe(3);
        (await Store.CountAsync("other")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("UPDATE label SET class = 'ok'")]
    [InlineData("DELETE FROM label")]
    public async Task Database_LabelChangedOrDeleted_Refuses(string sql)
    {
        await Save("p1", seed: 1);
        await Label(1, "p1", "scratch");

        Should.Throw<SqliteException>(() => _device.Execute(sql)).Message.ShouldContain("labels are append-only");

        (await Store.CountAsync("gear")).ShouldBe(new Dictionary<string, long> { ["scratch"] = 1 });
    }

    [Fact]
    public async Task AppendAsync_AnyLabel_KeepsEveryFieldInTheDatabase()
    {
        await Save("p1", seed: 1);
        await Store.AppendAsync(Said(1, "p1", "deep scratch") with { Judged = Verdict.NotInspected, JudgedBy = null });

        _device.Number(
            $"""
            SELECT COUNT(*) FROM label WHERE id = '{Some.Id(1)}' AND part_id = 'p1' AND class = 'deep scratch' AND said_by = 'ann' AND channel = 'mqtt'
            AND at = '2026-03-29T00:59:59.1234567Z' AND judged = 'NOT_INSPECTED' AND judged_by IS NULL
            """).ShouldBe(1);
    }

    [Fact]
    public async Task CurrentAsync_OfAProduct_AreThoseThatCountNow()
    {
        foreach (var (part, product) in new[] { ("p1", "gear"), ("p2", "gear"), ("p3", "other"), ("p4", "gear") })
        {
            await Samples.SaveAsync(part, product, Some.Start, [1], Key, new Features([1], 1, 1, 1, [2]));
        }

        foreach (var (number, part, said) in new[] { (1, "p1", "ok"), (2, "p2", "ok"), (3, "p3", "ok"), (4, "p1", "pit") })
        {
            await Label(number, part, said);
        }

        var labels = await Store.CurrentAsync("gear");

        labels.Count.ShouldBe(2);
        (labels["p1"], labels["p2"]).ShouldBe(("pit", "ok"));
        Samples.ReadFeatures("p1", "gear", Key)!.Embedding.ShouldBe([2]);
        Samples.ReadFeatures("p1", "gear", "k2").ShouldBeNull();
    }

    private LabelStore Store => new(_device.Database);

    private SampleStore Samples => new(_device.Database, _device.Folder.At("samples"));

    private static Label Said(int id, string part, string name) => new(Some.Id(id), part, name, "ann", "mqtt", Some.Start, Verdict.Ng, "h1");

    private Task Save(string part, int seed) => Samples.SaveAsync(part, "gear", Some.Start, [1, 2, 3], Key, new Features([seed], 1, 1, 1, [2]));

    private async Task Label(int id, string part, string name) => (await Store.AppendAsync(Said(id, part, name))).Value.ShouldBe(Said(id, part, name));
}
