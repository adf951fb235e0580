using Dapper;
using EdgeTransfer.Storage.Database;
using Microsoft.Data.Sqlite;

namespace EdgeTransfer.Storage.Commands;

/// <summary>The answers to the latest commands, by id.</summary>
public sealed class ReplyStore(LineDatabase database)
{
    /// <summary>Answers kept; a repeat that is older than so many commands is carried out again.</summary>
    public const int Kept = 10_000;

    /// <summary>The answer that a command has had; null when it is new.</summary>
    public async Task<StoredReply?> FindAsync(Guid id)
    {
        using var connection = database.Read();
        var row = await connection.QuerySingleOrDefaultAsync<Row>("SELECT station, name, at, reply FROM command WHERE id = @id", new { id = id.ToString() });
        return row is null ? null : new(id, row.Station, row.Name, Columns.Time(row.At), row.Reply);
    }

    /// <summary>Keeps an answer; the first to an id stays.</summary>
    public Task SaveAsync(StoredReply reply) => database.WriteAsync((connection, transaction) =>
    {
        Insert(connection, transaction, reply);
        return true;
    });

    internal static void Insert(SqliteConnection connection, SqliteTransaction transaction, StoredReply reply)
    {
        connection.Execute(
            "INSERT INTO command (id, station, name, at, reply) VALUES (@Id, @Station, @Name, @At, @Reply) ON CONFLICT (id) DO NOTHING",
            new { Id = reply.Id.ToString(), reply.Station, reply.Name, At = Columns.Time(reply.At), reply.Reply },
            transaction);
        connection.Execute("DELETE FROM command WHERE seq <= (SELECT MAX(seq) FROM command) - @Kept", new { Kept }, transaction);
    }

    private sealed record Row(string Station, string Name, string At, string Reply);
}
