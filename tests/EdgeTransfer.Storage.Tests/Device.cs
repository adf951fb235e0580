using Dapper;
using EdgeTransfer.Core.Alerts;
using EdgeTransfer.Storage.Alerts;
using EdgeTransfer.Storage.Database;
using EdgeTransfer.Storage.Inspections;
using Microsoft.Data.Sqlite;

namespace EdgeTransfer.Storage;

/// <summary>A folder with a database and its stores; <see cref="Restart"/> makes new objects over the same files.</summary>
internal sealed class Device : IDisposable
{
    private readonly OutboxLimits _limits;
    private readonly bool _webhook;

    public Device(OutboxLimits? limits = null, bool webhook = false)
    {
        (_limits, _webhook) = (limits ?? new() { Count = 100 }, webhook);
        (Database, Outbox, Inspections) = Open();
    }

    public TemporaryFolder Folder { get; } = new();

    public string DatabaseFile => Folder.At("line.db");

    public LineDatabase Database { get; private set; }

    public OutboxStore Outbox { get; private set; }

    public InspectionStore Inspections { get; private set; }

    public void Restart()
    {
        Close();
        (Database, Outbox, Inspections) = Open();
    }

    /// <summary>SQL that does not come from the stores.</summary>
    public int Execute(string sql)
    {
        using var connection = Raw();
        return connection.Execute(sql);
    }

    /// <summary>One value, read around the stores.</summary>
    public long Number(string sql)
    {
        using var connection = Raw();
        return connection.ExecuteScalar<long>(sql);
    }

    public void Dispose()
    {
        Close();
        Folder.Dispose();
    }

    private SqliteConnection Raw() => new($"Data Source={DatabaseFile};Pooling=False");

    private void Close()
    {
        Outbox.Dispose();
        Database.Dispose();
    }

    private (LineDatabase Database, OutboxStore Outbox, InspectionStore Inspections) Open()
    {
        var opened = LineDatabase.Open(DatabaseFile);
        opened.IsOk.ShouldBeTrue(opened.Refusal?.Message);
        var outbox = new OutboxStore(opened.Value!, _limits, _webhook);
        return (opened.Value!, outbox, new InspectionStore(opened.Value!, outbox));
    }
}
