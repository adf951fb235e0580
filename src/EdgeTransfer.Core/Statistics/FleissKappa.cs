namespace EdgeTransfer.Core.Statistics;

/// <summary>
/// Agreement of many raters beyond chance (Fleiss, Measuring Nominal Scale Agreement Among Many Raters, 1971), also where not every subject
/// has as many ratings (Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, 2003, chapter 18).
/// </summary>
public static class FleissKappa
{
    /// <summary>As Cohen's: 1 for perfect agreement, 0 for what chance gives; null where chance alone gives perfect agreement.</summary>
    /// <param name="ratings">Of each subject, how many raters chose each class: subjects × classes. Subjects with fewer than two ratings tell nothing.</param>
    public static double? Of(IEnumerable<IReadOnlyList<int>> ratings)
    {
        ArgumentNullException.ThrowIfNull(ratings);
        List<IReadOnlyList<int>> subjects = [.. ratings.Where(r => r.Sum() > 1)];
        if (subjects.Count == 0)
        {
            return null;
        }

        double all = subjects.Sum(s => s.Sum());
        var byChance = Enumerable.Range(0, subjects[0].Count).Sum(c => Math.Pow(subjects.Sum(s => s[c]) / all, 2));
        var alike = subjects.Average(Agreement);
        return byChance >= 1 ? null : (alike - byChance) / (1 - byChance);
    }

    /// <summary>Share of pairs of raters of one subject who agree.</summary>
    private static double Agreement(IReadOnlyList<int> counts)
    {
        double n = counts.Sum();
        return counts.Sum(c => c * (c - 1.0)) / (n * (n - 1));
    }
}
