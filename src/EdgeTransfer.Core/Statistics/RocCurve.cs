namespace EdgeTransfer.Core.Statistics;

/// <summary>The receiver operating characteristic: what is found of the defects, over what is rejected of the good parts.</summary>
public static class RocCurve
{
    /// <summary>
    /// Its corners, from (0, 0) to (1, 1), for each threshold from the largest score down; parts with the same score move it
    /// together, in a straight line. Empty with an empty side.
    /// </summary>
    public static IReadOnlyList<(double FalseRejects, double Found)> Of(IReadOnlyList<double> good, IReadOnlyList<double> defect)
    {
        ArgumentNullException.ThrowIfNull(good);
        ArgumentNullException.ThrowIfNull(defect);
        if (good.Count == 0 || defect.Count == 0)
        {
            return [];
        }

        List<(double, double)> points = [(0, 0)];
        var (rejected, found) = (0, 0);
        foreach (var step in good.Select(score => (score, Good: true)).Concat(defect.Select(score => (score, Good: false))).GroupBy(s => s.score).OrderByDescending(s => s.Key))
        {
            rejected += step.Count(s => s.Good);
            found += step.Count(s => !s.Good);
            points.Add(((double)rejected / good.Count, (double)found / defect.Count));
        }

        return points;
    }
}
