using EdgeTransfer.Core.Audit;
using EdgeTransfer.Storage.Database;
using Microsoft.Data.Sqlite;

namespace EdgeTransfer.Storage.Audit;

public sealed class AuditLogTests : IDisposable
{
    private readonly Device _device = new();

    public void Dispose() => _device.Dispose();

    [Theory]
    [InlineData("UPDATE log SET json = '{}'")]
    [InlineData("DELETE FROM log")]
    public async Task Database_LogChangedOrDeleted_Refuses(string sql)
    {
        await AppendAsync(1);

        Should.Throw<SqliteException>(() => _device.Execute(sql)).Message.ShouldContain("the log is append-only");
    }

    [Fact]
    public async Task Verify_AfterARestart_ProvesAllRowsAndTheHeadOfThePast()
    {
        await AppendAsync(3);
        var past = await Log.HeadAsync();
        _device.Restart();
        await AppendAsync(2);

        var report = Log.Verify([past]);

        report.ShouldBe(new(5, await Log.HeadAsync(), null));
        past.Seq.ShouldBe(3);
        (await Log.CountAsync()).ShouldBe(5);
    }

    [Fact]
    public async Task Head_OfAnEmptyLog_IsItsBeginning()
    {
        (await Log.HeadAsync()).ShouldBe(new(0, ChainHead.Beginning));
        Log.Verify().IsSound.ShouldBeTrue();
    }

    [Theory]
    [InlineData("UPDATE log SET json = '{\"a\":1}' WHERE seq = 2", 2, ChainFault.Changed)]
    [InlineData("UPDATE log SET said_by = 'device' WHERE seq = 3", 3, ChainFault.Changed)]
    [InlineData("UPDATE log SET at = '2026-03-29T00:59:59.1234568Z' WHERE seq = 1", 1, ChainFault.Changed)]
    [InlineData("UPDATE log SET kind = x'ff' || kind WHERE seq = 4", 4, ChainFault.Changed)]
    [InlineData("UPDATE log SET subject = subject || char(0) || 'x' WHERE seq = 4", 4, ChainFault.Changed)]
    [InlineData("UPDATE log SET hash = upper(hash) WHERE seq = 4", 4, ChainFault.Changed)]
    [InlineData("DELETE FROM log WHERE seq = 1", 1, ChainFault.Missing)]
    [InlineData("DELETE FROM log WHERE seq = 3", 3, ChainFault.Missing)]
    [InlineData("DELETE FROM log WHERE seq = 5", 5, ChainFault.OtherChain)]
    [InlineData("DELETE FROM log", 1, ChainFault.OtherChain)]
    [InlineData("UPDATE log SET seq = -1 WHERE seq = 1", -1, ChainFault.Predecessor)]
    public async Task Verify_DatabaseTouchedAroundTheProgram_NamesTheFirstBrokenRow(string sql, long row, ChainFault fault)
    {
        await AppendAsync(5);
        var head = await Log.HeadAsync();
        _device.Execute($"DROP TRIGGER log_never_changes; DROP TRIGGER log_never_goes; {sql}");

        var broken = Log.Verify([head]).Break.ShouldNotBeNull();

        (broken.Row, broken.Fault).ShouldBe((row, fault));
    }

    [Fact]
    public async Task Read_ByEachFilter_GivesItsRowsTheOldestFirst()
    {
        await Log.AppendAsync(new(AuditKind.Label, "gear", "p1", "ann", Some.Start, "{}"));
        await Log.AppendAsync(new(AuditKind.Label, "bolt", "p2", "bob", Some.Start.AddDays(1), "{}"));
        await Log.AppendAsync(new(AuditKind.Swap, "gear", "h1", "device", Some.Start.AddDays(2), "{}"));
        await Log.AppendAsync(new(AuditKind.Label, "gear", "p1", "bob", Some.Start.AddDays(3), "{}"));

        Rows(new()).ShouldBe([1, 2, 3, 4]);
        Rows(new() { Kind = AuditKind.Label }).ShouldBe([1, 2, 4]);
        Rows(new() { Product = "gear" }).ShouldBe([1, 3, 4]);
        Rows(new() { Subject = "p1" }).ShouldBe([1, 4]);
        Rows(new() { By = "bob" }).ShouldBe([2, 4]);
        Rows(new() { By = "device" }).ShouldBe([3]);
        Rows(new() { From = Some.Start.AddDays(1) }).ShouldBe([2, 3, 4]);
        Rows(new() { To = Some.Start.AddDays(1) }).ShouldBe([1]);
        Rows(new() { Last = 2 }).ShouldBe([3, 4]);
        Rows(new() { Last = 1, By = "bob", Product = "bolt" }).ShouldBe([2]);
        Rows(new() { By = "'; DROP TABLE log; --" }).ShouldBeEmpty();
        var last = Log.Read(new() { Last = 1 }).ShouldHaveSingleItem();
        last.Name.ShouldBe("bob");
        Rows(new() { By = last.By }).ShouldBe([2, 4]);
    }

    [Fact]
    public async Task Read_ManyRows_ComesRowByRow()
    {
        await AppendAsync(3);

        using var rows = Log.Read(new()).GetEnumerator();
        rows.MoveNext().ShouldBeTrue();
        await AppendAsync(1);

        rows.Current.Seq.ShouldBe(1);
    }

    [Fact]
    public async Task Verify_BesideTheServiceThatWrites_ReadsWhatIsCommitted()
    {
        await AppendAsync(2);
        using var beside = LineDatabase.OpenToRead(_device.DatabaseFile).Value!;

        new AuditLog(beside).Verify().Rows.ShouldBe(2);
        await AppendAsync(1);
        new AuditLog(beside).Verify().Rows.ShouldBe(3);
        await Should.ThrowAsync<InvalidOperationException>(new AuditLog(beside).AppendAsync(new(AuditKind.Swap, "gear", "h1", "ann", Some.Start, "{}")));
    }

    private AuditLog Log => new(_device.Database);

    private IEnumerable<long> Rows(AuditFilter filter) => Log.Read(filter).Select(r => r.Seq);

    private async Task AppendAsync(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await Log.AppendAsync(new(AuditKind.Swap, "gear", $"h{i}", "ann", Some.Start, """{"text":"größer 🙂"}"""));
        }
    }
}
