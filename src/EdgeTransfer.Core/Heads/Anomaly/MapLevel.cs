namespace EdgeTransfer.Core.Heads.Anomaly;

/// <summary>The level above which a patch distance is shown as a region.</summary>
public static class MapLevel
{
    /// <summary>Share of good parts that show no region; n / (n + 1) with fewer than 19 good images.</summary>
    public const double GoodShare = 0.95;

    /// <summary>
    /// The conformal quantile (Vovk et al., Algorithmic Learning in a Random World, 2005): the ⌈0.95 · (n + 1)⌉-th smallest of the
    /// images' largest distances, or the largest of all when there is none such. A further good part stays at or below it with a
    /// probability of at least 95 % if its distance comes from the same bank as theirs. Theirs come from the final bank
    /// without their own part, as near as <see cref="UnseenScores"/> can tell.
    /// </summary>
    /// <param name="largest">The largest patch distance of each good image, from a bank that had not seen it; at least one.</param>
    public static double Of(IEnumerable<double> largest)
    {
        ArgumentNullException.ThrowIfNull(largest);
        double[] sorted = [.. largest.Order()];
        ArgumentOutOfRangeException.ThrowIfZero(sorted.Length, nameof(largest));
        var rank = (int)Math.Ceiling((GoodShare * (sorted.Length + 1)) - 1e-9); // 0.95 · 20 is 19.000000000000004
        return sorted[Math.Min(rank, sorted.Length) - 1];
    }
}
