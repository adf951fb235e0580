using System.Security.Cryptography;
using Dapper;
using EdgeTransfer.Core.Audit;
using EdgeTransfer.Storage.Database;
using Microsoft.Data.Sqlite;

namespace EdgeTransfer.Storage.Audit;

/// <summary>
/// The log: every row carries the hash of the row before it, so that no row can be changed, left out or put in without all later
/// hashes telling (Haber and Stornetta, How to Time-Stamp a Digital Document, 1991).
/// </summary>
public sealed class AuditLog(LineDatabase database)
{
    /// <summary>What the first row follows.</summary>
    internal static readonly string Beginning = new('0', 2 * SHA256.HashSizeInBytes);

    /// <summary>Appends an entry.</summary>
    public Task AppendAsync(AuditEntry entry) => database.WriteAsync((connection, transaction) =>
    {
        Append(connection, transaction, entry);
        return true;
    });

    /// <summary>Appends an entry in the transaction that does what it tells of.</summary>
    internal static void Append(SqliteConnection connection, SqliteTransaction transaction, AuditEntry entry)
    {
        var (last, previous) = connection.QuerySingleOrDefault<(long Seq, string? Hash)>(
            "SELECT seq, hash FROM log ORDER BY seq DESC LIMIT 1", transaction: transaction);
        var row = new AuditRow(last + 1, Columns.Time(entry.At), Columns.Word(entry.Kind), entry.Product, entry.Subject, entry.By, entry.Json, previous ?? Beginning);
        connection.Execute(
            "INSERT INTO log (seq, at, kind, product, subject, said_by, json, previous, hash) VALUES (@Seq, @At, @Kind, @Product, @Subject, @By, @Json, @Previous, @Hash)",
            new { row.Seq, row.At, row.Kind, row.Product, row.Subject, row.By, row.Json, row.Previous, Hash = row.ComputeHash() },
            transaction);
    }
}
