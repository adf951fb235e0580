using Dapper;
using EdgeTransfer.Core.Audit;
using EdgeTransfer.Storage.Database;
using EdgeTransfer.Storage.Operators;
using Microsoft.Data.Sqlite;

namespace EdgeTransfer.Storage.Audit;

/// <summary>
/// The log: every row carries the hash of the row before it, so that no row can be changed, left out or put in without all later
/// hashes telling (Haber and Stornetta, How to Time-Stamp a Digital Document, 1991). It holds keys of operators, never names.
/// </summary>
public sealed class AuditLog(LineDatabase database)
{
    private const string Select =
        "SELECT log.seq, at, kind, product, subject, said_by, json, previous, hash, operator.name FROM log LEFT JOIN operator ON operator.key = log.said_by ";

    /// <summary>Appends an entry.</summary>
    public Task AppendAsync(AuditEntry entry) => database.WriteAsync((connection, transaction) =>
    {
        Append(connection, transaction, entry);
        return true;
    });

    /// <summary>The end of the log; row 0 while it is empty.</summary>
    public async Task<ChainHead> HeadAsync()
    {
        using var connection = database.Read();
        var (seq, hash) = await connection.QuerySingleOrDefaultAsync<(long Seq, string? Hash)>("SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1");
        return new(seq, hash ?? ChainHead.Beginning);
    }

    /// <summary>Rows in the log; as many as the last one's number, unless some are missing.</summary>
    public async Task<long> CountAsync()
    {
        using var connection = database.Read();
        return await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM log");
    }

    /// <summary>Reads rows by ascending number, one at a time.</summary>
    public IEnumerable<AuditRow> Read(AuditFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        const string Matching = Select + """
            WHERE (@kind IS NULL OR kind = @kind) AND (@product IS NULL OR product = @product) AND (@subject IS NULL OR subject = @subject)
            AND (@by IS NULL OR said_by = @by OR operator.name = @by) AND (@from IS NULL OR at >= @from) AND (@to IS NULL OR at < @to)
            """;
        return ReadRows(
            filter.Last is null ? $"{Matching} ORDER BY log.seq" : $"SELECT * FROM ({Matching} ORDER BY log.seq DESC LIMIT @last) ORDER BY seq",
            ("@kind", filter.Kind is { } kind ? Columns.Word(kind) : null),
            ("@product", filter.Product),
            ("@subject", filter.Subject),
            ("@by", filter.By),
            ("@from", filter.From is { } from ? Columns.Time(from) : null),
            ("@to", filter.To is { } to ? Columns.Time(to) : null),
            ("@last", filter.Last));
    }

    /// <summary>Proves the whole log in one pass, or names the first broken row.</summary>
    /// <param name="expected">Heads known from outside that it must hold.</param>
    /// <param name="cancellation">Ends it between two rows.</param>
    public ChainReport Verify(IReadOnlyList<ChainHead>? expected = null, CancellationToken cancellation = default) =>
        AuditChain.Verify(ReadRows(Select + "ORDER BY log.seq"), expected, cancellation);

    /// <summary>Appends an entry in the transaction that does what it tells of. The name of who did it becomes a key.</summary>
    internal static void Append(SqliteConnection connection, SqliteTransaction transaction, AuditEntry entry)
    {
        var (last, previous) = connection.QuerySingleOrDefault<(long Seq, string? Hash)>(
            "SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1", transaction: transaction);
        var by = OperatorStore.KeyOf(connection, transaction, entry.By, entry.At);
        var row = new AuditRow(last + 1, Columns.Time(entry.At), Columns.Word(entry.Kind), entry.Product, entry.Subject, by, entry.Json, previous ?? ChainHead.Beginning);
        connection.Execute(
            "INSERT INTO log (seq, at, kind, product, subject, said_by, json, previous, hash) VALUES (@Seq, @At, @Kind, @Product, @Subject, @By, @Json, @Previous, @Hash)",
            new { row.Seq, row.At, row.Kind, row.Product, row.Subject, row.By, row.Json, row.Previous, Hash = row.ComputeHash() },
            transaction);
    }

    private IEnumerable<AuditRow> ReadRows(string sql, params (string Name, object? Value)[] parameters)
    {
        using var connection = database.Read();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return new(reader.GetInt64(0), Text(1), Text(2), Text(3), Text(4), Text(5), Text(6), Text(7)) { Hash = Text(8), Name = reader.IsDBNull(9) ? null : Text(9) };
        }

        // Somebody may have put a NULL there: the chain must tell, not an exception.
        string Text(int column) => reader.IsDBNull(column) ? "" : reader.GetString(column);
    }
}
