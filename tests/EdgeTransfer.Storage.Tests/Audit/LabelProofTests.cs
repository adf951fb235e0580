using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Storage.Labels;
using EdgeTransfer.Storage.Samples;

namespace EdgeTransfer.Storage.Audit;

public sealed class LabelProofTests : IDisposable
{
    private const string Touch = "DROP TRIGGER label_never_changes; DROP TRIGGER label_never_goes; ";

    private readonly Device _device = new();

    public void Dispose() => _device.Dispose();

    [Fact]
    public async Task Verify_LabelsAsTheyWereSaid_AreThoseOfTheLog()
    {
        await FillAsync();
        _device.Restart();

        Proof.Verify().ShouldBe(new(4, 0, null));
    }

    [Fact]
    public void Verify_NoLabels_IsNoDifference() => Proof.Verify().ShouldBe(new(0, 0, null));

    [Theory]
    [InlineData("UPDATE label SET class = 'ok' WHERE seq = 2", 1, "Label 2 (part 'p1') differs in 'class' from row 2")]
    [InlineData("UPDATE label SET class = 'ok', was = 'ok' WHERE seq = 2", 1, "Label 2 (part 'p1') differs in 'class'")]
    [InlineData("UPDATE label SET part_id = 'p2' WHERE seq = 2", 1, "differs in 'part_id'")]
    [InlineData("UPDATE label SET said_by = 'op-00000000' WHERE seq = 1", 0, "Label 1 (part 'p1') differs in 'said_by'")]
    [InlineData("UPDATE label SET at = '2026-03-29T00:59:59.0000000Z' WHERE seq = 1", 0, "differs in 'at'")]
    [InlineData("UPDATE label SET judged = 'OK' WHERE seq = 1", 0, "differs in 'judged'")]
    [InlineData("UPDATE label SET judged_by = NULL WHERE seq = 1", 0, "differs in 'judged_by'")]
    [InlineData("UPDATE label SET channel = 'cli' WHERE seq = 1", 0, "differs in 'channel'")]
    [InlineData("UPDATE label SET role = 'boss' WHERE seq = 4", 3, "differs in 'role'")]
    [InlineData("UPDATE label SET reason = NULL WHERE seq = 4", 3, "differs in 'reason'")]
    [InlineData("UPDATE label SET marks = NULL WHERE seq = 2", 1, "differs in 'marks'")]
    [InlineData("UPDATE label SET changed = 0 WHERE seq = 2", 1, "differs in 'changed'")]
    [InlineData("DELETE FROM label WHERE seq = 1", 0, "row 1 of the log tells of (part 'p1') is missing")]
    [InlineData("DELETE FROM label WHERE seq = 3", 2, "row 3 of the log tells of (part 'p2') is missing")]
    [InlineData("DELETE FROM label WHERE seq = 4", 3, "row 4 of the log tells of (part 'p2') is missing")]
    [InlineData("DELETE FROM label", 0, "row 1 of the log tells of (part 'p1') is missing")]
    [InlineData("UPDATE label SET seq = 99 WHERE seq = 1", 1, "their order was changed")]
    [InlineData("INSERT INTO label (id, part_id, class, said_by, channel, at, judged) VALUES ('x', 'p1', 'ok', 'device', 'mqtt', '2026', 'NG')", 4, "Label 5 (part 'p1') was put in")]
    [InlineData("UPDATE label SET seq = 10 WHERE seq = 4; INSERT INTO label (seq, id, part_id, class, said_by, channel, at, judged) VALUES (9, 'x', 'p1', 'ok', 'device', 'mqtt', '2026', 'NG')", 3, "Label 9 (part 'p1') was put in")]
    public async Task Verify_TableTouchedAroundTheProgram_NamesTheFirstDifference(string sql, long labels, string words)
    {
        await FillAsync();
        _device.Execute(Touch + sql);

        var report = Proof.Verify();

        report.Difference.ShouldNotBeNull().ShouldContain(words);
        report.Labels.ShouldBe(labels);
        new AuditLog(_device.Database).Verify().IsSound.ShouldBeTrue("the log alone does not tell");
    }

    [Fact]
    public async Task Verify_LabelsFromBeforeTheLog_AreCountedAsUnproven()
    {
        await FillAsync();
        _device.Execute("INSERT INTO label (seq, id, part_id, class, said_by, channel, at, judged) VALUES (-1, 'x', 'p3', 'ok', 'device', 'mqtt', '2026', 'NG')");

        Proof.Verify().ShouldBe(new(4, 1, null));
    }

    private LabelProof Proof => new(_device.Database);

    private async Task FillAsync()
    {
        foreach (var part in new[] { "p1", "p2", "p3" })
        {
            await new SampleStore(_device.Database, _device.Folder.At("samples")).SaveAsync(part, "gear", Some.Start, [1], "k1", new Features([1], 1, 1, 1, [2]));
        }

        await LabelAsync(Label(1, "p1", "ok"));
        await LabelAsync(Label(2, "p1", "crack") with { Marks = [new(1.5, 2, 3, 4)] });
        await LabelAsync(Label(3, "p2", "ok"));
        await LabelAsync(Label(4, "p2", "ok") with { Reason = "größer, seen \"twice\"", By = "bob" });
    }

    private async Task LabelAsync(Label label) => (await new LabelStore(_device.Database).AppendAsync(label)).IsOk.ShouldBeTrue();

    private static Label Label(int number, string part, string word) => new(Some.Id(number), part, word, "ann", "mqtt", Some.Start.AddSeconds(number), Verdict.Ng, "h1");
}
