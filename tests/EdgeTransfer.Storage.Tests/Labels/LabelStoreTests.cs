using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Storage.Commands;
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
            SELECT COUNT(*) FROM label WHERE id = '{Some.Id(1)}' AND part_id = 'p1' AND class = 'deep scratch' AND said_by = (SELECT key FROM operator WHERE name = 'ann') AND channel = 'mqtt'
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

    [Fact]
    public async Task AppendAsync_TwoOperatorsOnOneSample_TheLaterCountsAndIsToldWhatWasThere()
    {
        await Save("p1", seed: 1);
        (await Store.OpinionsAsync("gear")).ShouldBeEmpty();
        await Store.AppendAsync(Said(1, "p1", "crack") with { By = "anna" });

        var bob = (await Store.AppendAsync(Said(2, "p1", "ok") with { By = "bob", At = Some.Start.AddSeconds(12) })).Value.ShouldNotBeNull();

        bob.Before.ShouldBe(new("crack", "anna", Some.Start));
        bob.Sentence().ShouldBe("p1 is 'ok' (was 'crack' by anna, 12 s ago).");
        (await Store.CurrentAsync("gear"))["p1"].ShouldBe("ok");
        _device.Number("SELECT COUNT(*) FROM label WHERE part_id = 'p1'").ShouldBe(2);
        (await Store.OpinionsAsync("gear")).ShouldBe([new("p1", "anna", "crack"), new("p1", "bob", "ok")]);
    }

    [Fact]
    public async Task AppendAsync_TwoOperatorsAtOnce_BothAreKeptAndTheSecondNamesTheFirst()
    {
        await Save("p1", seed: 1);
        Label[] said = [.. Enumerable.Range(1, 40).Select(i => Said(i, "p1", i % 2 == 0 ? "ok" : "crack") with { By = i % 2 == 0 ? "anna" : "bob", At = Some.Start.AddSeconds(i) })];

        var answers = await Task.WhenAll(said.Select(label => Task.Run(() => Store.AppendAsync(label), TestContext.Current.CancellationToken)));

        _device.Number("SELECT COUNT(*) FROM label").ShouldBe(said.Length);
        var log = new Audit.AuditLog(_device.Database);
        var before = default(LabelBefore);
        foreach (var entry in log.Read(new()))
        {
            var answer = answers.Single(a => entry.Json.Contains($"{a.Value!.Label.Id}", StringComparison.Ordinal)).Value!;
            answer.Before.ShouldBe(before);
            before = new(answer.Label.Class, answer.Label.By, answer.Label.At);
        }

        (await Store.CurrentAsync("gear"))["p1"].ShouldBe(before!.Class);
        log.Verify().IsSound.ShouldBeTrue();
    }

    [Fact]
    public async Task AppendAsync_ClockSetBackBetweenTwoLabels_TheLaterSaidCounts()
    {
        await Save("p1", seed: 1);
        await Store.AppendAsync(Said(1, "p1", "crack") with { By = "anna" });

        var bob = (await Store.AppendAsync(Said(2, "p1", "ok") with { By = "bob", At = Some.Start.AddDays(-400) })).Value.ShouldNotBeNull();

        bob.Before.ShouldNotBeNull().By.ShouldBe("anna");
        (await Store.CurrentAsync("gear"))["p1"].ShouldBe("ok");
        (await Store.LabelsSinceAsync("gear", 1)).ShouldHaveSingleItem().Class.ShouldBe("ok");
    }

    [Fact]
    public async Task AppendAsync_RepeatAfterAnotherLabel_GetsTheAnswerOfTheFirstTime()
    {
        await Save("p1", seed: 1);
        await Label(1, "p1", "crack");
        var first = (await Store.AppendAsync(Said(2, "p1", "ok") with { At = Some.Start.AddSeconds(12) })).Value.ShouldNotBeNull();
        await Label(3, "p1", "pit");

        var again = (await Store.AppendAsync(Said(2, "p1", "ok") with { At = Some.Start.AddDays(3), Judged = Verdict.Ok })).Value.ShouldNotBeNull();

        again.IsRepeat.ShouldBeTrue();
        again.Sentence().ShouldBe(first.Sentence());
        (await Store.CurrentAsync("gear"))["p1"].ShouldBe("pit");
        _device.Number("SELECT COUNT(*) FROM log").ShouldBe(3);
    }

    [Fact]
    public async Task AppendAsync_IdOfAnotherLabel_IsAConflict()
    {
        await Save("p1", seed: 1);
        await Save("p2", seed: 2);
        var said = Said(1, "p1", "crack") with { Role = "quality", Reason = "a hair", Marks = [new(1, 2, 3, 4)] };
        (await Store.AppendAsync(said)).IsOk.ShouldBeTrue();
        (await Store.AppendAsync(said)).Value.ShouldNotBeNull().IsRepeat.ShouldBeTrue();

        foreach (var other in new[] { said with { PartId = "p2" }, said with { Class = "ok" }, said with { By = "bob" }, said with { Role = null }, said with { Reason = "a pore" }, said with { Marks = [new(1, 2, 3, 5)] } })
        {
            (await Store.AppendAsync(other)).Refusal.ShouldNotBeNull().Kind.ShouldBe(RefusalKind.Conflict);
        }

        _device.Number("SELECT COUNT(*) FROM label").ShouldBe(1);
        _device.Number("SELECT COUNT(*) FROM operator").ShouldBe(1);
    }

    [Fact]
    public async Task AppendAsync_AnyLabel_IsToldInTheLogInTheSameTransaction()
    {
        await Save("p1", seed: 1);
        await Label(1, "p1", "ok");
        await Store.AppendAsync(Said(2, "p1", "crack") with { By = "bob", Role = "quality", Reason = "hairline", Marks = [new(1, 2, 3, 4)], JudgedBy = null });

        var log = new Audit.AuditLog(_device.Database);
        var rows = log.Read(new()).ToList();

        rows.Select(r => (r.Kind, r.Product, r.Subject, r.Name, r.At)).ShouldBe(
            [("label", "gear", "p1", "ann", "2026-03-29T00:59:59.1234567Z"), ("label", "gear", "p1", "bob", "2026-03-29T00:59:59.1234567Z")]);
        rows[1].Json.ShouldBe(
            $$"""{"id":"{{Some.Id(2)}}","class":"crack","was":"ok","wasBy":"{{rows[0].By}}","role":"quality","reason":"hairline","channel":"mqtt","judged":"NG","marks":[{"x":1,"y":2,"width":3,"height":4}]}""");
        log.Verify().IsSound.ShouldBeTrue();
        _device.Execute("CREATE TRIGGER log_is_full BEFORE INSERT ON log BEGIN SELECT RAISE(ABORT, 'full'); END");
        await Should.ThrowAsync<SqliteException>(Store.AppendAsync(Said(3, "p1", "pit")));
        _device.Number("SELECT COUNT(*) FROM label").ShouldBe(2);
    }

    [Fact]
    public async Task LabelsSinceAsync_AfterANumber_AreThoseThatTeachSomething()
    {
        foreach (var (i, part) in new[] { "p1", "p2", "p3" }.Index())
        {
            await Save(part, seed: i);
        }

        await Samples.SaveAsync("b1", "bolt", Some.Start, [1], Key, new Features([1], 1, 1, 1, [2]));
        await Label(1, "p1", "ok");
        await Label(2, "p2", "ok");
        var trained = await Store.LastSeqAsync("gear");
        await Label(3, "b1", "ok");
        await Label(4, "p1", "ok");
        await Label(5, "p1", "crack");
        await Store.AppendAsync(Said(6, "p1", "crack") with { Marks = [new(1, 2, 3, 4)] });
        await Label(7, "p3", "ok");

        (await Store.LabelsSinceAsync("gear", trained)).Select(e => (e.PartId, e.Class, e.Was)).ShouldBe([("p1", "crack", "ok"), ("p1", "crack", "crack"), ("p3", "ok", null)]);
        (await Store.LabelsSinceAsync("gear", 0)).Count.ShouldBe(5);
        (await Store.LabelsSinceAsync("gear", await Store.LastSeqAsync("gear"))).ShouldBeEmpty();
        (await Store.LastSeqAsync("none")).ShouldBe(0);
        (await Store.ConfirmedAsync("gear")).ShouldBe(["p1"]);
    }

    private LabelStore Store => new(_device.Database);

    private SampleStore Samples => new(_device.Database, _device.Folder.At("samples"));

    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 0)]
    public async Task AppendAllAsync_OneWithoutSample_IsToldAndKeepsOutTheOthersOnlyWhenAsked(bool allOrNothing, int taken)
    {
        await Save("p1", seed: 1);
        await Save("p2", seed: 2);
        var answer = new StoredReply(Some.Id(9), "top", "labels", "digest", Some.Start, "{}");

        var outcomes = await Store.AppendAllAsync([Said(1, "p1", "ok"), Said(2, "gone", "ok"), Said(3, "p2", "crack")], allOrNothing, _ => answer);
        await Store.AppendAllAsync([Said(1, "p1", "ok"), Said(2, "gone", "ok"), Said(3, "p2", "crack")], allOrNothing, _ => answer);

        outcomes.Select(o => o.IsOk).ShouldBe([true, false, true]);
        _device.Number("SELECT COUNT(*) FROM label").ShouldBe(taken, "and a repeat is no second label");
        _device.Number("SELECT COUNT(*) FROM log WHERE kind = 'label'").ShouldBe(taken);
        (await new ReplyStore(_device.Database).FindAsync(Some.Id(9))).ShouldBe(answer);
    }

    private static Label Said(int id, string part, string name) => new(Some.Id(id), part, name, "ann", "mqtt", Some.Start, Verdict.Ng, "h1");

    private Task Save(string part, int seed) => Samples.SaveAsync(part, "gear", Some.Start, [1, 2, 3], Key, new Features([seed], 1, 1, 1, [2]));

    private async Task Label(int id, string part, string name) => (await Store.AppendAsync(Said(id, part, name))).Value.ShouldNotBeNull().Label.ShouldBe(Said(id, part, name));
}
