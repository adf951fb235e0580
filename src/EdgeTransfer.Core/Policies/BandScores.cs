using EdgeTransfer.Core.Heads;

namespace EdgeTransfer.Core.Policies;

/// <summary>The out-of-fold scores that bands are laid on, one for each part: images of one part are no independent evidence.</summary>
public sealed class BandScores
{
    /// <summary>From scores of parts. A score that is no finite number is left out: it cannot carry a limit.</summary>
    public BandScores(IEnumerable<PartScore> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        Parts = [.. parts.Where(p => double.IsFinite(p.Ng))];
        Good = [.. Parts.Where(p => p.IsGood).Select(p => p.Ng).Order()];
        Defects = [.. Parts.Where(p => !p.IsGood).Select(p => p.Ng).Order()];
    }

    /// <summary>As they came.</summary>
    public IReadOnlyList<PartScore> Parts { get; }

    /// <summary>Scores of good parts, ascending.</summary>
    public IReadOnlyList<double> Good { get; }

    /// <summary>Scores of defective parts, ascending.</summary>
    public IReadOnlyList<double> Defects { get; }

    /// <summary>From scores of images: of a part the largest counts, and a part with one defective image is defective.</summary>
    public static BandScores Of(IEnumerable<OutOfFoldScore> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        return new(images.GroupBy(s => s.PartId, StringComparer.Ordinal).Select(part =>
        {
            var worst = part.OrderBy(s => s.IsGood).ThenByDescending(s => s.Ng).First();
            return new PartScore(part.Key, worst.Class, part.Any(s => double.IsNaN(s.Ng)) ? double.NaN : part.Max(s => s.Ng));
        }));
    }

    /// <summary>Good parts that are not OK when OK ends at a threshold.</summary>
    public int GoodFrom(double threshold) => Good.Count - CountBelow(Good, threshold);

    /// <summary>Defects that are OK when OK ends at a threshold.</summary>
    public int DefectsBelow(double threshold) => CountBelow(Defects, threshold);

    private static int CountBelow(IReadOnlyList<double> sorted, double threshold)
    {
        var (low, high) = (0, sorted.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] < threshold ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
