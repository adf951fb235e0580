using EdgeTransfer.Core.Audit;
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
        await new AuditLog(_device.Database).AppendAsync(new(AuditKind.Swap, "gear", "h1", "ann", Some.Start, "{}"));

        Should.Throw<SqliteException>(() => _device.Execute(sql)).Message.ShouldContain("the log is append-only");
    }
}
