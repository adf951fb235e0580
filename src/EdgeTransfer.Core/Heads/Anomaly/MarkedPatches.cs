using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Mathematics;

namespace EdgeTransfer.Core.Heads.Anomaly;

/// <summary>The patches under people's marks: what defects of this line look like, close up.</summary>
internal sealed class MarkedPatches
{
    /// <summary>Most patches kept; above it every part gives the same share.</summary>
    public const int Limit = 1024;

    /// <summary>Parts with marks below which none are used: each must be judged by the marks of others.</summary>
    public const int MinParts = 2;

    /// <summary>Share of a patch that a mark must cover; of a mark smaller than that, the patches that it covers most.</summary>
    private const double Covered = 0.25;

    private readonly Dictionary<string, Range> _rows;

    private MarkedPatches(Matrix patches, Dictionary<string, Range> rows) => (Patches, _rows) = (patches, rows);

    /// <summary>Q × D, part by part.</summary>
    public Matrix Patches { get; }

    /// <summary>Null when fewer than <see cref="MinParts"/> parts carry marks.</summary>
    public static MarkedPatches? Collect(IReadOnlyList<LabelledSample> samples)
    {
        var parts = samples.Where(s => s.Class != Label.Ok && s.Marks.Count > 0)
            .GroupBy(s => s.PartId, StringComparer.Ordinal)
            .Select(part => (Id: part.Key, Patches: part.SelectMany(Under).ToArray()))
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

    /// <summary>Rows that came from a part; none for a part without marks.</summary>
    public Range RowsOf(string partId) => _rows.GetValueOrDefault(partId);

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
                yield return features.Patches.AsMemory(i * features.Dimension, features.Dimension);
            }
        }
    }

    /// <summary>How much of the cell from <paramref name="cell"/> to the next one the stretch covers.</summary>
    private static double Overlap(double begin, double length, int cell) => Math.Max(0, Math.Min(begin + length, cell + 1) - Math.Max(begin, cell));
}
