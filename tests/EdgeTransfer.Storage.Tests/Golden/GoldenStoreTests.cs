using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Results;
using Microsoft.Data.Sqlite;

namespace EdgeTransfer.Storage.Golden;

public sealed class GoldenStoreTests : IDisposable
{
    private readonly Device _device = new();

    public GoldenStoreTests()
    {
        foreach (var (part, label) in new[] { ("good", "ok"), ("bad", "crack"), ("other", "crack"), ("unlabelled", null) })
        {
            _device.Execute($"INSERT INTO sample (part_id, product, at, feature_key, bytes) VALUES ('{part}', 'gear', '2026', 'k', 1)");
            if (label is not null)
            {
                Label(part, label);
            }
        }
    }

    private GoldenStore Store => new(_device.Database);

    public void Dispose() => _device.Dispose();

    [Fact]
    public async Task ListAsync_BySecondObject_GivesWhatIsLockedNow()
    {
        (await Lock("good")).Value.ShouldBe(new GoldenPart("good", "ok", Verdict.Ok));
        (await Lock("bad")).Value.ShouldBe(new GoldenPart("bad", "crack", Verdict.Ng));
        (await Lock("other", Verdict.Unsure)).IsOk.ShouldBeTrue();
        (await Store.ReleaseAsync("gear", "bad", "ann", Some.Start)).Value.ShouldBe(new GoldenPart("bad", "crack", Verdict.Ng));
        _device.Restart();

        (await Store.ListAsync("gear")).ShouldBe([new("good", "ok", Verdict.Ok), new("other", "crack", Verdict.Unsure)]);
        (await Store.ListAsync("cog")).ShouldBeEmpty();
        _device.Number("SELECT COUNT(*) FROM log WHERE kind = 'golden'").ShouldBe(4);
    }

    [Fact]
    public async Task LockAsync_LabelChangesLater_StaysAsLocked()
    {
        await Lock("good");

        Label("good", "crack");

        (await Store.ListAsync("gear")).ShouldBe([new("good", "ok", Verdict.Ok)]);
    }

    [Fact]
    public async Task LockAsync_Again_IsNoSecondEvent()
    {
        await Lock("good");

        (await Lock("good")).IsOk.ShouldBeTrue();

        _device.Number("SELECT COUNT(*) FROM golden").ShouldBe(1);
    }

    [Theory]
    [InlineData("unlabelled", null, RefusalKind.NotFound)]
    [InlineData("nobody", null, RefusalKind.NotFound)]
    [InlineData("good", Verdict.Ng, RefusalKind.Invalid)]
    [InlineData("bad", Verdict.Ok, RefusalKind.Invalid)]
    [InlineData("bad", Verdict.NotInspected, RefusalKind.Invalid)]
    public async Task LockAsync_PartThatCannotBe_IsRefused(string part, Verdict? verdict, RefusalKind kind)
    {
        (await Lock(part, verdict)).Refusal!.Kind.ShouldBe(kind);

        _device.Number("SELECT COUNT(*) FROM golden").ShouldBe(0);
        _device.Number("SELECT COUNT(*) FROM log").ShouldBe(0);
    }

    [Fact]
    public async Task ReleaseAsync_PartThatIsNotLocked_IsRefused() =>
        (await Store.ReleaseAsync("gear", "good", "ann", Some.Start)).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);

    [Theory]
    [InlineData("UPDATE golden SET locked = NULL")]
    [InlineData("DELETE FROM golden")]
    public async Task Database_LockChangedOrDeleted_Refuses(string sql)
    {
        await Lock("good");

        Should.Throw<SqliteException>(() => _device.Execute(sql)).Message.ShouldContain("locks are append-only");
    }

    [Theory]
    [InlineData(Verdict.Ok, Verdict.Ok, true)]
    [InlineData(Verdict.Ok, Verdict.Unsure, false)]
    [InlineData(Verdict.Ng, Verdict.Unsure, false)]
    [InlineData(Verdict.Unsure, Verdict.Unsure, true)]
    [InlineData(Verdict.Unsure, Verdict.Ng, true)]
    [InlineData(Verdict.Unsure, Verdict.Ok, false)]
    [InlineData(Verdict.Unsure, Verdict.NotInspected, false)]
    public void Accepts_Verdict_OnlyAsLockedOrWorse(Verdict locked, Verdict judged, bool accepted) =>
        new GoldenPart("p", "c", locked).Accepts(judged).ShouldBe(accepted);

    private Task<Result<GoldenPart>> Lock(string part, Verdict? verdict = null) => Store.LockAsync("gear", part, verdict, "ann", Some.Start);

    private void Label(string part, string label) => _device.Execute(
        $"INSERT INTO label (id, part_id, class, said_by, channel, at, judged) VALUES ('{Guid.NewGuid()}', '{part}', '{label}', 'ann', 'mqtt', '2026', 'OK')");
}
