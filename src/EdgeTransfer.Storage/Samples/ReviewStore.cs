using Dapper;
using EdgeTransfer.Core.Sampling;
using EdgeTransfer.Storage.Database;

namespace EdgeTransfer.Storage.Samples;

/// <summary>Stored samples that wait for a person's look.</summary>
public sealed class ReviewStore(LineDatabase database)
{
    /// <summary>The next unlabelled samples, in the order of <see cref="ReviewOrder"/>: those that two heads judged otherwise come first.</summary>
    /// <param name="product">The product.</param>
    /// <param name="count">At most so many.</param>
    public async Task<IReadOnlyList<ReviewItem>> NextAsync(string product, int count)
    {
        using var connection = database.Read();
        using var transaction = connection.BeginTransaction(deferred: true);
        var disagreements = await connection.QueryAsync<string>("SELECT DISTINCT part_id FROM disagreement WHERE product = @product", new { product }, transaction);
        var rows = await connection.QueryAsync<(string PartId, string At, string Reasons, double? Novelty)>(
            "SELECT part_id, at, reasons, novelty FROM sample WHERE product = @product AND part_id NOT IN (SELECT part_id FROM label)", new { product }, transaction);
        var items = rows.Select(r => new ReviewItem(r.PartId, Columns.Time(r.At), Columns.Word<SamplingReasons>(r.Reasons), r.Novelty));
        return [.. ReviewOrder.Of(items, disagreements.ToHashSet(StringComparer.Ordinal)).Take(count)];
    }
}
