using System.Security.Cryptography;
using Dapper;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Storage.Database;
using Microsoft.Data.Sqlite;

namespace EdgeTransfer.Storage.Operators;

/// <summary>
/// Names of operators, and the random keys that stand for them wherever nothing can be changed: labels, policies, the log. A name can be
/// forgotten; what its operator did stays, and so does the proof of it.
/// </summary>
public sealed class OperatorStore(LineDatabase database)
{
    private const string Prefix = "op-";
    private const int Digits = 8;

    /// <summary>
    /// Forgets the names that nobody used since then, also in what SQLite keeps of deleted rows. The table is written anew for that: where its
    /// pages were split, deleting rows alone would leave copies of them.
    /// </summary>
    /// <returns>Names forgotten.</returns>
    public async Task<int> ForgetAsync(DateTimeOffset before)
    {
        var forgotten = await database.WriteAsync((connection, transaction) =>
        {
            var count = connection.ExecuteScalar<int>("SELECT COUNT(*) FROM operator WHERE last_seen < @before", new { before = Columns.Time(before) }, transaction);
            if (count > 0)
            {
                var kept = connection.Query<(string Key, string Name, string LastSeen)>(
                    "SELECT key, name, last_seen FROM operator WHERE last_seen >= @before", new { before = Columns.Time(before) }, transaction).ToList();
                connection.Execute("PRAGMA secure_delete=ON; DELETE FROM operator; PRAGMA secure_delete=OFF", transaction: transaction);
                connection.Execute("INSERT INTO operator (key, name, last_seen) VALUES (@Key, @Name, @LastSeen)", kept.Select(k => new { k.Key, k.Name, k.LastSeen }), transaction);
            }

            return count;
        });
        if (forgotten > 0)
        {
            await database.TruncateWalAsync();
        }

        return forgotten;
    }

    /// <summary>The key of a name, made at its first use. <c>device</c>, <c>station file</c> and keys stand for themselves.</summary>
    internal static string KeyOf(SqliteConnection connection, SqliteTransaction transaction, string name, DateTimeOffset at)
    {
        var seen = Columns.Time(at);
        if (name is OperatorName.Device or OperatorName.StationFile || IsKey(name))
        {
            connection.Execute("UPDATE operator SET last_seen = MAX(last_seen, @seen) WHERE key = @name", new { name, seen }, transaction);
            return name;
        }

        var known = connection.QuerySingleOrDefault<string>(
            "UPDATE operator SET last_seen = MAX(last_seen, @seen) WHERE name = @name RETURNING key", new { name, seen }, transaction);
        while (known is null)
        {
            var key = Prefix + RandomNumberGenerator.GetHexString(Digits, lowercase: true);
            known = IsUsed(connection, transaction, key) ? null : connection.QuerySingle<string>(
                "INSERT INTO operator (key, name, last_seen) VALUES (@key, @name, @seen) RETURNING key", new { key, name, seen }, transaction);
        }

        return known;
    }

    // A forgotten operator's key must not become somebody else's.
    private static bool IsUsed(SqliteConnection connection, SqliteTransaction transaction, string key) => connection.ExecuteScalar<bool>(
        "SELECT EXISTS (SELECT 1 FROM operator WHERE key = @key UNION ALL SELECT 1 FROM label WHERE said_by = @key UNION ALL SELECT 1 FROM policy WHERE said_by = @key UNION ALL SELECT 1 FROM log WHERE said_by = @key)",
        new { key }, transaction);

    private static bool IsKey(string name) =>
        name.Length == Prefix.Length + Digits && name.StartsWith(Prefix, StringComparison.Ordinal) && name.Skip(Prefix.Length).All(char.IsAsciiHexDigitLower);
}
