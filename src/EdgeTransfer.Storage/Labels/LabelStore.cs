using Dapper;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Storage.Database;

namespace EdgeTransfer.Storage.Labels;

/// <summary>What people said of samples, appended and never changed (law 6).</summary>
public sealed class LabelStore(LineDatabase database)
{
    /// <summary>Appends a label. A repeat of one that is there (same id) changes nothing and succeeds.</summary>
    /// <returns>The label; NotFound when the part has no sample, Invalid when the class is no name.</returns>
    public async Task<Result<Label>> AppendAsync(Label label)
    {
        ArgumentNullException.ThrowIfNull(label);
        if (!IsClass(label.Class))
        {
            return new Refusal(
                RefusalKind.Invalid, $"'{label.Class}' cannot be a class: use 1 to {Label.MaxClassLength} letters, digits, '_', '-' or spaces, a letter first.");
        }

        return await database.WriteAsync<Result<Label>>((connection, transaction) =>
        {
            if (connection.ExecuteScalar<long>("SELECT COUNT(*) FROM sample WHERE part_id = @PartId", new { label.PartId }, transaction) == 0)
            {
                return new Refusal(RefusalKind.NotFound, $"No image of part '{label.PartId}' was kept, so a label for it teaches nothing.");
            }

            connection.Execute(
                """
                INSERT INTO label (id, part_id, class, said_by, channel, at, judged, judged_by, marks)
                VALUES (@Id, @PartId, @Class, @By, @Channel, @At, @Judged, @JudgedBy, @Marks) ON CONFLICT (id) DO NOTHING
                """,
                new
                {
                    Id = label.Id.ToString(), label.PartId, label.Class, label.By, label.Channel, At = Columns.Time(label.At), Judged = Columns.Word(label.Judged), label.JudgedBy,
                    Marks = label.Marks.Count > 0 ? Columns.Record(label.Marks) : null,
                },
                transaction);
            return label;
        });
    }

    /// <summary>Parts of a product with the label that counts now, in the order of their labels.</summary>
    public async Task<IReadOnlyDictionary<string, string>> CurrentAsync(string product)
    {
        using var connection = database.Read();
        var rows = await connection.QueryAsync<(string PartId, string Class)>(
            "SELECT part_id, class FROM current_label JOIN sample USING (part_id) WHERE product = @product ORDER BY seq", new { product });
        return rows.ToDictionary(r => r.PartId, r => r.Class, StringComparer.Ordinal);
    }

    /// <summary>Labels of a product that count now, by class.</summary>
    public async Task<IReadOnlyDictionary<string, long>> CountAsync(string product)
    {
        using var connection = database.Read();
        var rows = await connection.QueryAsync<(string Class, long Count)>(
            "SELECT class, COUNT(*) FROM current_label JOIN sample USING (part_id) WHERE product = @product GROUP BY class", new { product });
        return rows.ToDictionary(r => r.Class, r => r.Count, StringComparer.Ordinal);
    }

    private static bool IsClass(string name) =>
        name is { Length: > 0 and <= Label.MaxClassLength } && char.IsAsciiLetter(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or ' ');
}
