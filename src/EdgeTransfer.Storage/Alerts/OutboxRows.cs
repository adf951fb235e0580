using Dapper;
using EdgeTransfer.Core.Alerts;
using EdgeTransfer.Storage.Database;
using Microsoft.Data.Sqlite;

namespace EdgeTransfer.Storage.Alerts;

/// <summary>
/// The SQL of the table of a receiver: a row waits while it has no time in <c>sent</c>; <c>again</c> is 1 once it had one and was taken
/// back. Lengths of payloads stand in the heads of rows: nothing more is read for them.
/// </summary>
internal sealed class OutboxRows(OutboxReceiver receiver)
{
    private const string Fields = "id, topic, payload, created, kind, again";

    private readonly string _table = receiver switch
    {
        OutboxReceiver.Broker => "outbox",
        OutboxReceiver.Webhook => "webhook",
        _ => throw new ArgumentOutOfRangeException(nameof(receiver), receiver, "unknown"),
    };

    public OutboxStock Waiting(SqliteConnection connection) => connection
        .Query<(long Kind, long Count, long Bytes)>($"SELECT kind, COUNT(*), SUM(LENGTH(payload)) FROM {_table} WHERE sent IS NULL AND again = 0 GROUP BY kind")
        .Aggregate(default(OutboxStock), (stock, row) => stock.Plus((OutboxKind)row.Kind, row.Count, row.Bytes));

    public KeptStock Kept(SqliteConnection connection, SqliteTransaction? transaction = null)
    {
        var (count, bytes, repeats) = connection.QuerySingle<(long, long, long)>(
            $"SELECT COUNT(*), COALESCE(SUM(LENGTH(payload)), 0), COUNT(*) - COUNT(sent) FROM {_table} WHERE sent IS NOT NULL OR again = 1", transaction: transaction);
        return new(count, bytes, repeats);
    }

    public void Insert(SqliteConnection connection, SqliteTransaction transaction, OutboxMessage message) => connection.Execute(
        $"INSERT INTO {_table} (id, topic, payload, created, kind) VALUES (@Id, @Topic, @Payload, @Created, @Kind)",
        new { Id = message.Id.ToString(), message.Topic, message.Payload, Created = Columns.Time(message.CreatedAt), Kind = (int)message.Kind },
        transaction);

    /// <summary>Those that wait, by kind and then by age.</summary>
    public async Task<IReadOnlyList<OutboxMessage>> PeekAsync(SqliteConnection connection, int limit, IReadOnlyCollection<string> except, CancellationToken cancellation)
    {
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(
            $"SELECT {Fields} FROM {_table} INDEXED BY {_table}_waiting WHERE sent IS NULL AND topic NOT IN @except ORDER BY kind, seq LIMIT @limit",
            new { limit, except },
            cancellationToken: cancellation));
        return [.. rows.Select(r => r.ToMessage())];
    }

    /// <summary>Takes the oldest of a kind away that the broker has never had; its bytes, or null when there is none.</summary>
    public long? DropOldest(SqliteConnection connection, SqliteTransaction transaction, OutboxKind kind) => connection.QuerySingleOrDefault<long?>(
        $"""
        DELETE FROM {_table} WHERE seq = (
            SELECT seq FROM {_table} INDEXED BY {_table}_waiting WHERE sent IS NULL AND kind = @kind AND again = 0 ORDER BY seq LIMIT 1) RETURNING LENGTH(payload)
        """,
        new { kind = (int)kind },
        transaction);

    /// <summary>Takes those away that were made before a time, the oldest of each kind first, up to the first that is younger.</summary>
    public IReadOnlyList<(OutboxKind Kind, long Bytes)> DropOlder(SqliteConnection connection, SqliteTransaction transaction, DateTimeOffset before, int limit)
    {
        List<long> old = [];
        foreach (var kind in Enum.GetValues<OutboxKind>())
        {
            var oldest = connection.Query<(long Seq, string Created)>(
                $"SELECT seq, created FROM {_table} WHERE sent IS NULL AND kind = @kind AND again = 0 ORDER BY seq LIMIT @limit", new { kind = (int)kind, limit }, transaction);
            old.AddRange(oldest.TakeWhile(row => Columns.Time(row.Created) < before).Select(row => row.Seq));
        }

        return old.Count == 0
            ? []
            : [.. connection.Query<(long Kind, long Bytes)>($"DELETE FROM {_table} WHERE seq IN @old RETURNING kind, LENGTH(payload)", new { old }, transaction).Select(r => ((OutboxKind)r.Kind, r.Bytes))];
    }

    public IEnumerable<(OutboxKind Kind, bool IsRepeat, long Bytes)> Acknowledge(
        SqliteConnection connection, SqliteTransaction transaction, IReadOnlyList<Guid> ids, DateTimeOffset at) => connection
        .Query<(long Kind, long Again, long Bytes)>(
            $"UPDATE {_table} SET sent = @at WHERE id IN @ids AND sent IS NULL RETURNING kind, again, LENGTH(payload)",
            new { ids = ids.Select(id => id.ToString()), at = Columns.Time(at) },
            transaction)
        .Select(row => ((OutboxKind)row.Kind, row.Again != 0, row.Bytes));

    public async Task<DateTimeOffset?> LastAcknowledgedAsync(SqliteConnection connection, CancellationToken cancellation)
    {
        var last = await connection.ExecuteScalarAsync<string?>(new CommandDefinition(
            $"SELECT MAX(sent) FROM {_table} INDEXED BY {_table}_kept WHERE sent IS NOT NULL", cancellationToken: cancellation));
        return last is null ? null : Columns.Time(last);
    }

    /// <summary>Forgets acknowledged ones, oldest first; bytes of each.</summary>
    public IReadOnlyList<long> Forget(SqliteConnection connection, SqliteTransaction transaction, DateTimeOffset upTo, long limit) => [.. connection.Query<long>(
        $"""
        DELETE FROM {_table} WHERE seq IN (
            SELECT seq FROM {_table} INDEXED BY {_table}_kept WHERE sent IS NOT NULL AND sent <= @upTo ORDER BY seq LIMIT @limit) RETURNING LENGTH(payload)
        """,
        new { upTo = Columns.Time(upTo), limit },
        transaction)];

    /// <summary>Takes the acknowledgements since a time back, and forgets what was acknowledged before.</summary>
    public void Repeat(SqliteConnection connection, SqliteTransaction transaction, DateTimeOffset since)
    {
        connection.Execute($"DELETE FROM {_table} WHERE sent IS NOT NULL AND sent < @since", new { since = Columns.Time(since) }, transaction);
        connection.Execute($"UPDATE {_table} SET sent = NULL, again = 1 WHERE sent IS NOT NULL", transaction: transaction);
    }

    private sealed record Row(string Id, string Topic, byte[] Payload, string Created, long Kind, long Again)
    {
        public OutboxMessage ToMessage() => new(Guid.Parse(Id), Topic, Payload, Columns.Time(Created), (OutboxKind)Kind, Again != 0);
    }
}
