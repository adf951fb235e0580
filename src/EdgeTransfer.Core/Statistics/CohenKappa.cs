namespace EdgeTransfer.Core.Statistics;

/// <summary>Agreement of two raters beyond chance (Cohen, A Coefficient of Agreement for Nominal Scales, 1960).</summary>
public static class CohenKappa
{
    /// <summary>
    /// 1 for perfect agreement, 0 for what chance gives, below 0 for less; null where chance alone gives perfect agreement (both always say
    /// the same one class) or nothing was rated.
    /// </summary>
    /// <param name="table">Subjects by class of the one rater (row) and of the other (column): k × k.</param>
    public static double? Of(int[,] table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var classes = table.GetLength(0);
        ArgumentOutOfRangeException.ThrowIfNotEqual(table.GetLength(1), classes);
        var (rows, columns) = (new double[classes], new double[classes]);
        var (all, alike) = (0.0, 0.0);
        for (var i = 0; i < classes; i++)
        {
            for (var j = 0; j < classes; j++)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(table[i, j]);
                rows[i] += table[i, j];
                columns[j] += table[i, j];
                all += table[i, j];
            }

            alike += table[i, i];
        }

        var byChance = rows.Zip(columns, (r, c) => r * c).Sum();
        return byChance >= all * all ? null : ((alike * all) - byChance) / ((all * all) - byChance);
    }
}
