namespace EdgeTransfer.Core.Policies;

/// <summary>Bands of least mean cost on the labelled scores, each kind weighed by its share on the line.</summary>
internal static class CostBands
{
    /// <summary>
    /// The optimum over all pairs of thresholds at scores. Of equal ones UNSURE begins lowest and NG highest: what lies in a gap
    /// between good parts and defects is like neither.
    /// </summary>
    public static Bands Least(BandScores scores, BandCosts costs)
    {
        double[] at = [.. scores.Good.Select(Math.BitIncrement).Concat(scores.Defects).Distinct().Order()];
        var rounding = 1e-12 * (costs.Escape + costs.FalseReject + costs.OfUnsure); // sums that differ by less are equal
        var (perGood, perDefect) = ((1 - costs.DefectShare) / scores.Good.Count, costs.DefectShare / scores.Defects.Count);

        // The cost is a term of UnsureFrom and a term of NgFrom, so one pass from above finds the best pair.
        var (bestUnsure, bestNg) = (at[^1], at[^1]);
        var (least, leastNg, ng) = (double.PositiveInfinity, double.PositiveInfinity, at[^1]);
        for (var i = at.Length - 1; i >= 0; i--)
        {
            var (good, missed) = (perGood * scores.GoodFrom(at[i]), perDefect * scores.DefectsBelow(at[i]));
            var ngTerm = ((costs.FalseReject - costs.OfUnsure) * good) + (costs.OfUnsure * missed);
            if (ngTerm < leastNg - rounding)
            {
                (leastNg, ng) = (ngTerm, at[i]);
            }

            var cost = (costs.OfUnsure * good) + ((costs.Escape - costs.OfUnsure) * missed) + leastNg;
            if (cost <= least + rounding)
            {
                (least, bestUnsure, bestNg) = (cost, at[i], ng);
            }
        }

        return new(bestUnsure, bestNg);
    }
}
