using Dapper;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Sampling;
using EdgeTransfer.Storage.Database;

namespace EdgeTransfer.Storage.Samples;

/// <summary>Unlabelled samples that wait for a person's look.</summary>
public sealed class UnlabelledSamples(LineDatabase database)
{
    /// <summary>Products that have samples.</summary>
    public async Task<IReadOnlyList<string>> ProductsAsync()
    {
        using var connection = database.Read();
        return [.. await connection.QueryAsync<string>("SELECT DISTINCT product FROM sample ORDER BY product")];
    }

    /// <summary>All of a product, in the order of <see cref="ReviewOrder"/>.</summary>
    public async Task<IReadOnlyList<ReviewItem>> ListAsync(string product)
    {
        using var connection = database.Read();
        var rows = await connection.QueryAsync<Row>(
            """
            SELECT sample.part_id, sample.at, reasons, novelty, verdict, scores,
                (SELECT shadow_verdict FROM disagreement d WHERE d.part_id = sample.part_id ORDER BY seq DESC LIMIT 1) AS shadow_verdict
            FROM sample LEFT JOIN inspection USING (part_id)
            WHERE sample.product = @product AND sample.part_id NOT IN (SELECT part_id FROM label)
            """,
            new { product });
        return ReviewOrder.Of(rows.Select(r => r.ToItem()));
    }

    private sealed record Row(string Part_Id, string At, string Reasons, double? Novelty, string? Verdict, string? Scores, string? Shadow_Verdict)
    {
        public ReviewItem ToItem() => new(Part_Id, Columns.Time(At), Columns.Word<SamplingReasons>(Reasons), Novelty is { } n && double.IsFinite(n) ? n : null)
        {
            Verdict = WordOf(Verdict), Scores = Columns.Record<Scores>(Scores) is { } s && double.IsFinite(s.Ng + s.Anomaly + (s.Classifier ?? 0)) ? s : null, ShadowVerdict = WordOf(Shadow_Verdict),
        };

        private static Verdict? WordOf(string? word) => word is null ? null : Columns.Word<Verdict>(word);
    }
}
