using Dapper;
using EdgeTransfer.Storage.Database;
using Microsoft.Data.Sqlite;

namespace EdgeTransfer.Storage.Commands;

/// <summary>The answers to the latest commands, by id.</summary>
public sealed class ReplyStore(LineDatabase database)
{
    /// <summary>Most answers that are kept; a repeat that is older than so many commands is carried out again.</summary>
    public const int Kept = 100_000;

    /// <summary>So many are kept however old: a clock that jumps must not forget what was just done.</summary>
    public const int KeptInAnyCase = 1000;

    /// <summary>How long the others are kept.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    /// <summary>The answer that a command has had; null when it is new.</summary>
    public async Task<StoredReply?> FindAsync(Guid id)
    {
        using var connection = database.Read();
        var row = await connection.QuerySingleOrDefaultAsync<Row>("SELECT station, name, digest, at, reply FROM command WHERE id = @id", new { id = id.ToString() });
        return row is null ? null : new(id, row.Station, row.Name, row.Digest, Columns.Time(row.At), row.Reply);
    }

    /// <summary>Keeps an answer; the first to an id stays.</summary>
    public Task SaveAsync(StoredReply reply) => database.WriteAsync((connection, transaction) =>
    {
        Insert(connection, transaction, reply);
        return true;
    });

    /// <summary>Forgets that an answer is owed: nothing was done.</summary>
    public Task ForgetAsync(Guid id) => database.WriteAsync((connection, transaction) =>
        connection.Execute("DELETE FROM command WHERE id = @id AND reply = ''", new { id = id.ToString() }, transaction));

    /// <summary>The latest time that the device has written down: a clock that says less is wrong. Null while nothing is written.</summary>
    public async Task<DateTimeOffset?> LatestTimeAsync()
    {
        using var connection = database.Read();
        var latest = await connection.ExecuteScalarAsync<string?>(
            "SELECT MAX(at) FROM (SELECT at FROM (SELECT at FROM log ORDER BY seq DESC LIMIT 1) UNION ALL SELECT at FROM (SELECT at FROM command ORDER BY seq DESC LIMIT 1))");
        return latest is null ? null : Columns.Time(latest);
    }

    internal static void Insert(SqliteConnection connection, SqliteTransaction transaction, StoredReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        connection.Execute(
            """
            INSERT INTO command (id, station, name, digest, at, reply) VALUES (@Id, @Station, @Name, @Digest, @At, @Reply)
            ON CONFLICT (id) DO UPDATE SET reply = excluded.reply WHERE command.reply = ''
            """,
            new { Id = reply.Id.ToString(), reply.Station, reply.Name, reply.Digest, At = Columns.Time(reply.At), reply.Reply },
            transaction);
        connection.Execute(
            """
            DELETE FROM command WHERE seq <= (SELECT MAX(seq) FROM command) - @Kept;
            DELETE FROM command WHERE at < @before AND seq <= (SELECT MAX(seq) FROM command) - @KeptInAnyCase
            """,
            new { Kept, KeptInAnyCase, before = Columns.Time(reply.At - KeptFor) },
            transaction);
    }

    private sealed record Row(string Station, string Name, string Digest, string At, string Reply);
}
