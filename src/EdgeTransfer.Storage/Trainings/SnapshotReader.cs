using Dapper;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Core.Training;
using EdgeTransfer.Storage.Database;
using EdgeTransfer.Storage.Samples;

namespace EdgeTransfer.Storage.Trainings;

/// <summary>Reads what a training learns from: labels as they are now, or as they were when it began.</summary>
public sealed class SnapshotReader(LineDatabase database, SampleStore samples)
{
    /// <summary>The labels of a product that count now, in the order of their numbers, those of the lockbox included.</summary>
    public async Task<IReadOnlyList<SnapshotLabel>> CurrentAsync(string product)
    {
        using var connection = database.Read();
        return [.. await connection.QueryAsync<SnapshotLabel>(
            "SELECT current_label.seq AS Number, part_id AS PartId, class AS Class, marks AS Marks FROM current_label JOIN sample USING (part_id) WHERE product = @product ORDER BY current_label.seq",
            new { product })];
    }

    /// <summary>The labels with these numbers, whatever has been said since.</summary>
    public async Task<IReadOnlyList<SnapshotLabel>> ThoseAsync(string product, IReadOnlySet<long> numbers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        using var connection = database.Read();
        var rows = await connection.QueryAsync<SnapshotLabel>(
            "SELECT label.seq AS Number, part_id AS PartId, class AS Class, marks AS Marks FROM label JOIN sample USING (part_id) WHERE product = @product ORDER BY label.seq", new { product });
        return [.. rows.Where(r => numbers.Contains(r.Number))];
    }

    /// <summary>The labelled samples that have features in a feature space, each with its label; the others are left out.</summary>
    /// <param name="labels">Which.</param>
    /// <param name="product">The product.</param>
    /// <param name="featureKey">The feature space.</param>
    /// <param name="region">The recipe's region: marks become fractions of it.</param>
    /// <param name="cancellation">Ends the work soon, with an exception.</param>
    /// <param name="embeddingsOnly">Leaves out marks, and patches and views, which take nearly all the memory.</param>
    public async Task<IReadOnlyList<(SnapshotLabel Label, LabelledSample Sample)>> LoadAsync(
        IReadOnlyList<SnapshotLabel> labels, string product, string featureKey, Region? region, CancellationToken cancellation, bool embeddingsOnly = false)
    {
        ArgumentNullException.ThrowIfNull(labels);
        List<(SnapshotLabel, LabelledSample)> loaded = [];
        foreach (var label in labels)
        {
            cancellation.ThrowIfCancellationRequested();
            if (samples.ReadFeatures(label.PartId, product, featureKey) is { } features)
            {
                var marks = embeddingsOnly || label.Marks is null ? [] : await MarksAsync(label, product, region);
                var kept = embeddingsOnly ? new Features([], 0, 0, features.Dimension, features.Embedding) : features;
                loaded.Add((label, new(label.PartId, label.Class, kept, Lockbox.Holds(label.PartId)) { Marks = marks }));
            }
        }

        return loaded;
    }

    private async Task<IReadOnlyList<MarkBox>> MarksAsync(SnapshotLabel label, string product, Region? region)
    {
        var whole = region ?? (await samples.PlaceAsync(label.PartId, product, region))?.RegionOf(null);
        return whole is null ? [] : Marks.In(whole, Columns.Record<IReadOnlyList<FrameBox>>(label.Marks)!);
    }
}
