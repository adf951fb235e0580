namespace EdgeTransfer.Core.Statistics;

/// <summary>What a score lets through at a given cost in good parts.</summary>
public static class OperatingPoints
{
    /// <summary>
    /// Smallest escape rate at which at most <paramref name="falseRejectRate"/> of the good parts are rejected. Parts are rejected
    /// from a score on; good parts with the same score are rejected together or not at all. The threshold is laid on the very
    /// parts that are counted, so this compares methods; it promises a line nothing. NaN with an empty side.
    /// </summary>
    /// <param name="good">Scores of good parts; larger is worse, not-a-number is always rejected.</param>
    /// <param name="defect">Scores of defective parts.</param>
    /// <param name="falseRejectRate">As in 0.05.</param>
    public static double EscapeRate(IReadOnlyList<double> good, IReadOnlyList<double> defect, double falseRejectRate)
    {
        ArgumentNullException.ThrowIfNull(good);
        ArgumentNullException.ThrowIfNull(defect);
        ArgumentOutOfRangeException.ThrowIfNegative(falseRejectRate);
        if (good.Count == 0 || defect.Count == 0)
        {
            return double.NaN;
        }

        // 0.29 · 100 is 28.999999999999996
        var allowed = (int)Math.Floor((falseRejectRate * good.Count) + 1e-9);
        if (allowed >= good.Count)
        {
            return 0;
        }

        var highest = good.Select(Comparable).OrderDescending().ElementAt(allowed); // the worst good part that must pass
        return defect.Count(score => Comparable(score) <= highest) / (double)defect.Count;
    }

    private static double Comparable(double score) => double.IsNaN(score) ? double.PositiveInfinity : score;
}
