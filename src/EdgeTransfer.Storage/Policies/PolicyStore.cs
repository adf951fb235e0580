using Dapper;
using EdgeTransfer.Storage.Database;

namespace EdgeTransfer.Storage.Policies;

/// <summary>Policies, appended and never changed.</summary>
public sealed class PolicyStore(LineDatabase database)
{
    /// <summary>Appends a policy.</summary>
    public Task AppendAsync(PolicyRow policy) => database.WriteAsync((connection, transaction) => connection.Execute(
        "INSERT INTO policy (product, version, head, json, said_by, at) VALUES (@Product, @Version, @Head, @Json, @By, @At)",
        new { policy.Product, policy.Version, policy.Head, policy.Json, policy.By, At = Columns.Time(policy.At) },
        transaction));

    /// <summary>The latest policy that was laid on a head; null when there is none.</summary>
    public async Task<PolicyRow?> LatestAsync(string product, string head)
    {
        using var connection = database.Read();
        var row = await connection.QuerySingleOrDefaultAsync<Row>(
            "SELECT version, json, said_by, at FROM policy WHERE product = @product AND head = @head ORDER BY seq DESC LIMIT 1", new { product, head });
        return row is null ? null : new(product, row.Version, head, row.Json, row.Said_By, Columns.Time(row.At));
    }

    /// <summary>How many policies have been laid on a head.</summary>
    public async Task<int> CountAsync(string product, string head)
    {
        using var connection = database.Read();
        return await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM policy WHERE product = @product AND head = @head", new { product, head });
    }

    private sealed record Row(string Version, string Json, string Said_By, string At);
}
