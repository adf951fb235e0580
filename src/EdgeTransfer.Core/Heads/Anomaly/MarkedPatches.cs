using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Mathematics;

namespace EdgeTransfer.Core.Heads.Anomaly;

/// <summary>
/// What defects of this line look like, close up: the patches under people's marks, and of defects that nobody marked those that are
/// most unlike good.
/// </summary>
internal sealed class MarkedPatches
{
    /// <summary>Most patches kept; above it every part gives the same share.</summary>
    public const int Limit = 1024;

    /// <summary>Defective parts below which none are used: each must be judged by the patches of others.</summary>
    public const int MinParts = 2;

    /// <summary>Share of a patch that a mark must cover; of a mark smaller than that, the patches that it covers most.</summary>
    private const double Covered = 0.25;

    /// <summary>Patches that an unmarked defect gives when none is above the level.</summary>
    private const int Fewest = 3;

    private readonly Dictionary<string, Range> _rows;

    private MarkedPatches(Matrix patches, Dictionary<string, Range> rows) => (Patches, _rows) = (patches, rows);

    /// <summary>Q × D, part by part.</summary>
    public Matrix Patches { get; }

    /// <summary>Collects; null when there are fewer than <see cref="MinParts"/> defective parts.</summary>
    /// <param name="samples">Labelled samples of one feature space.</param>
    /// <param name="toGood">For each sample the distances of its patches to good ones.</param>
    /// <param name="level">Distance above which a patch of an unmarked defect is taken for the defect.</param>
    public static MarkedPatches? Collect(IReadOnlyList<LabelledSample> samples, IReadOnlyList<float[]> toGood, double level)
    {
        var parts = samples.Index().Where(s => s.Item.Class != Label.Ok)
            .GroupBy(s => s.Item.PartId, StringComparer.Ordinal)
            .Select(part => (Id: part.Key, Patches: part.SelectMany(s => s.Item.Marks.Count > 0 ? Under(s.Item) : Unusual(s.Item, toGood[s.Index], level)).ToArray()))
            .Where(part => part.Patches.Length > 0)
            .ToArray();
        if (parts.Length < MinParts)
        {
            return null;
        }

        var rows = new List<ReadOnlyMemory<float>>();
        var ranges = new Dictionary<string, Range>(StringComparer.Ordinal);
        foreach (var (i, (id, patches)) in parts.Index())
        {
            var share = (Limit * (i + 1) / parts.Length) - (Limit * i / parts.Length);
            var count = Math.Min(share, patches.Length);
            ranges[id] = rows.Count..(rows.Count + count);
            rows.AddRange(Enumerable.Range(0, count).Select(at => patches[(int)((long)at * patches.Length / count)]));
        }

        var matrix = new Matrix(rows.Count, samples[0].Features.Dimension);
        foreach (var (at, row) in rows.Index())
        {
            row.Span.CopyTo(matrix.Row(at));
        }

        return new(matrix, ranges);
    }

    /// <summary>Rows that came from a part; none for a good one.</summary>
    public Range RowsOf(string partId) => _rows.GetValueOrDefault(partId);

    private static IEnumerable<ReadOnlyMemory<float>> Unusual(LabelledSample sample, float[] toGood, double level)
    {
        var least = Math.Min(level, toGood.OrderDescending().Take(Fewest).Last());
        return Enumerable.Range(0, toGood.Length).Where(i => toGood[i] >= least).Select(i => Patch(sample.Features, i));
    }

    private static ReadOnlyMemory<float> Patch(Features features, int patch) =>
        features.Patches.AsMemory(patch * features.Dimension, features.Dimension);

    private static IEnumerable<ReadOnlyMemory<float>> Under(LabelledSample sample)
    {
        var features = sample.Features;
        var cover = new double[features.Rows * features.Columns];
        foreach (var mark in sample.Marks)
        {
            for (var i = 0; i < cover.Length; i++)
            {
                var (row, column) = (i / features.Columns, i % features.Columns);
                cover[i] = Math.Max(
                    cover[i],
                    Overlap(mark.Top * features.Rows, mark.Height * features.Rows, row) * Overlap(mark.Left * features.Columns, mark.Width * features.Columns, column));
            }
        }

        var least = Math.Min(Covered, cover.Max());
        for (var i = 0; i < cover.Length && least > 0; i++)
        {
            if (cover[i] >= least)
            {
                yield return Patch(features, i);
            }
        }
    }

    /// <summary>How much of the cell from <paramref name="cell"/> to the next one the stretch covers.</summary>
    private static double Overlap(double begin, double length, int cell) => Math.Max(0, Math.Min(begin + length, cell + 1) - Math.Max(begin, cell));
}
