using Dapper;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Storage.Database;

namespace EdgeTransfer.Storage.Policies;

/// <summary>Parts that bands are tried on before they are moved.</summary>
public sealed class StoredParts(LineDatabase database)
{
    /// <summary>Parts of a product with the label that counts now.</summary>
    public async Task<IReadOnlyDictionary<string, string>> LabelsAsync(string product)
    {
        using var connection = database.Read();
        var rows = await connection.QueryAsync<(string PartId, string Class)>(
            "SELECT part_id, class FROM current_label JOIN sample USING (part_id) WHERE product = @product", new { product });
        return rows.ToDictionary(r => r.PartId, r => r.Class, StringComparer.Ordinal);
    }

    /// <summary>NG scores of the latest parts of a station that a head judged, newest first.</summary>
    public async Task<IReadOnlyList<double>> LatestScoresAsync(string station, string head, int count)
    {
        using var connection = database.Read();
        var rows = await connection.QueryAsync<string>(
            "SELECT scores FROM inspection WHERE station = @station AND head = @head AND scores IS NOT NULL ORDER BY trigger DESC LIMIT @count",
            new { station, head, count });
        return [.. rows.Select(r => Columns.Record<Scores>(r)!.Ng)];
    }
}
