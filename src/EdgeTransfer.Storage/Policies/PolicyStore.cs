using System.Text.Json;
using Dapper;
using EdgeTransfer.Core.Audit;
using EdgeTransfer.Storage.Audit;
using EdgeTransfer.Storage.Commands;
using EdgeTransfer.Storage.Database;
using EdgeTransfer.Storage.Operators;
using Microsoft.Data.Sqlite;

namespace EdgeTransfer.Storage.Policies;

/// <summary>Policies, appended and never changed.</summary>
public sealed class PolicyStore(LineDatabase database)
{
    /// <summary>Appends a policy; one that a person laid in place of another is told in the log. The answer to their command is kept with it.</summary>
    public Task AppendAsync(PolicyRow policy, StoredReply? reply = null) => database.WriteAsync((connection, transaction) =>
    {
        Insert(connection, transaction, policy);
        if (policy.MovedFrom is { } was)
        {
            using var laid = JsonDocument.Parse(policy.Json);
            var json = Columns.Record(new Moved(was, laid.RootElement))!;
            AuditLog.Append(connection, transaction, new(AuditKind.Threshold, policy.Product, policy.Version, policy.By, policy.At, json));
        }

        if (reply is not null)
        {
            ReplyStore.Insert(connection, transaction, reply);
        }

        return true;
    });

    /// <summary>The latest policy that was laid on a head; null when there is none.</summary>
    public async Task<PolicyRow?> LatestAsync(string product, string head)
    {
        using var connection = database.Read();
        var row = await connection.QuerySingleOrDefaultAsync<Row>(
            "SELECT version, json, COALESCE(name, said_by) AS by, at FROM policy LEFT JOIN operator ON key = said_by WHERE product = @product AND head = @head ORDER BY seq DESC LIMIT 1",
            new { product, head });
        return row is null ? null : new(product, row.Version, head, row.Json, row.By, Columns.Time(row.At));
    }

    /// <summary>How many policies have been laid on a head.</summary>
    public async Task<int> CountAsync(string product, string head)
    {
        using var connection = database.Read();
        return await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM policy WHERE product = @product AND head = @head", new { product, head });
    }

    /// <summary>Appends a policy, unless this version of it is there: a head comes back with the bands that it had.</summary>
    internal static void Insert(SqliteConnection connection, SqliteTransaction transaction, PolicyRow policy) => connection.Execute(
        """
        INSERT INTO policy (product, version, head, json, said_by, at)
        SELECT @Product, @Version, @Head, @Json, @By, @At
        WHERE NOT EXISTS (SELECT 1 FROM policy WHERE product = @Product AND head = @Head AND version = @Version)
        """,
        new { policy.Product, policy.Version, policy.Head, policy.Json, By = OperatorStore.KeyOf(connection, transaction, policy.By, policy.At), At = Columns.Time(policy.At) },
        transaction);

    private sealed record Row(string Version, string Json, string By, string At);

    private sealed record Moved(string Was, JsonElement Policy);
}
