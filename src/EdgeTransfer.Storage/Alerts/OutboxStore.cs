using Dapper;
using EdgeTransfer.Core.Alerts;
using EdgeTransfer.Storage.Database;
using Microsoft.Data.Sqlite;

namespace EdgeTransfer.Storage.Alerts;

/// <summary>Alerts that the broker has not acknowledged yet.</summary>
public sealed class OutboxStore : IOutbox, IDisposable
{
    private readonly LineDatabase _database;
    private readonly int _limit;
    private readonly SemaphoreSlim _added = new(0, 1);
    private long _count;

    /// <summary>Counts what is there.</summary>
    /// <param name="database">Where they lie.</param>
    /// <param name="limit">From so many on the outbox is full.</param>
    public OutboxStore(LineDatabase database, int limit)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        (_database, _limit) = (database, limit);
        using var connection = database.Read();
        _count = connection.ExecuteScalar<long>("SELECT COUNT(*) FROM outbox");
    }

    /// <summary>Messages that wait.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <summary>Whether a station must stop passing parts, because their alerts could not be kept (law 5).</summary>
    public bool IsFull => Count >= _limit;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OutboxMessage>> PeekAsync(int limit, CancellationToken cancellation)
    {
        using var connection = _database.Read();
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            "SELECT id, topic, payload, created FROM outbox ORDER BY seq LIMIT @limit", new { limit }, cancellationToken: cancellation));
        return [.. rows.Select(r => new OutboxMessage(Guid.Parse(r.Id), r.Topic, r.Payload, Columns.Time(r.Created)))];
    }

    /// <inheritdoc/>
    public async Task RemoveAsync(IReadOnlyList<Guid> ids, CancellationToken cancellation)
    {
        var removed = await _database.WriteAsync(
            (connection, transaction) => connection.Execute("DELETE FROM outbox WHERE id IN @ids", new { ids = ids.Select(id => id.ToString()) }, transaction), cancellation);
        Interlocked.Add(ref _count, -removed);
    }

    /// <inheritdoc/>
    public Task WaitAsync(CancellationToken cancellation) => _added.WaitAsync(cancellation);

    /// <inheritdoc/>
    public void Dispose() => _added.Dispose();

    internal static void Insert(SqliteConnection connection, SqliteTransaction transaction, OutboxMessage message) => connection.Execute(
        "INSERT INTO outbox (id, topic, payload, created) VALUES (@Id, @Topic, @Payload, @Created)",
        new { Id = message.Id.ToString(), message.Topic, message.Payload, Created = Columns.Time(message.CreatedAt) },
        transaction);

    /// <summary>Messages have been committed.</summary>
    internal void Added(int count)
    {
        if (count == 0)
        {
            return;
        }

        Interlocked.Add(ref _count, count);
        try
        {
            _added.Release();
        }
        catch (SemaphoreFullException)
        {
            // The one who waits has been woken already.
        }
    }

    private sealed record Row(string Id, string Topic, byte[] Payload, string Created);
}
