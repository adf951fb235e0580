using EdgeTransfer.Core.Heads;

namespace EdgeTransfer.Core.Policies;

/// <summary>
/// Bands from out-of-fold scores by split-conformal quantiles (Vovk et al., "Algorithmic Learning in a Random World"):
/// a new good part lies above the good quantile with probability at most <see cref="MaxFalseRejectRate"/>, a new defect
/// below the defect quantile with at most <see cref="MaxEscapeRate"/>, as far as new parts are like the labelled ones.
/// The UNSURE band lies between the two.
/// </summary>
public static class BandProposal
{
    /// <summary>Share of good parts that may be rejected or doubted.</summary>
    public const double MaxFalseRejectRate = 0.05;

    /// <summary>Share of defects that may pass as OK.</summary>
    public const double MaxEscapeRate = 0.05;

    /// <summary>The first policy of a head.</summary>
    public static Policy PolicyFor(string head, IReadOnlyList<OutOfFoldScore> scores)
    {
        var (unsureFrom, ngFrom, method) = From(scores);
        return new Policy { Version = $"p-{head}", Head = head, UnsureFrom = unsureFrom, NgFrom = ngFrom, Method = method };
    }

    /// <summary>
    /// Share of good parts that may be rejected or doubted where good and defective scores overlap: a band that doubts everything
    /// helps nobody. It goes before <see cref="MaxEscapeRate"/>, and the method says when it does.
    /// </summary>
    public const double MaxDoubtRate = 0.15;

    /// <summary>
    /// Proposes bands. Without enough labels for a quantile the outermost score stands in for it, and the method says so;
    /// without defects NG begins twice as far above the median good part as UNSURE does.
    /// </summary>
    public static (double UnsureFrom, double NgFrom, string Method) From(IReadOnlyList<OutOfFoldScore> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        double[] good = [.. scores.Where(s => s.IsGood).Select(s => s.Ng).Order()];
        double[] defects = [.. scores.Where(s => !s.IsGood).Select(s => s.Ng).Order()];
        ArgumentOutOfRangeException.ThrowIfZero(good.Length, nameof(scores));

        var goodRank = Rank(good, MaxFalseRejectRate);
        var goodLimit = Above(good, goodRank);
        var goodWords = goodRank > good.Length ? $"largest of {good.Length} good parts" : $"{1 - MaxFalseRejectRate:P0} conformal quantile of {good.Length} good parts";
        if (defects.Length == 0)
        {
            var median = good[good.Length / 2];
            return (goodLimit, goodLimit + Math.Max(goodLimit - median, 1e-6), $"{goodWords}; no defects yet");
        }

        var defectRank = (int)Math.Floor((defects.Length + 1) * MaxEscapeRate);
        var defectLimit = defects[Math.Max(defectRank, 1) - 1];
        var defectWords = defectRank < 1 ? $"smallest of {defects.Length} defects" : $"{MaxEscapeRate:P0} conformal quantile of {defects.Length} defects";
        var doubtLimit = Above(good, Rank(good, MaxDoubtRate));
        var overlap = defectLimit < doubtLimit ? $"; they overlap, so UNSURE begins at the {1 - MaxDoubtRate:P0} quantile of the good parts" : "";
        return (Math.Min(goodLimit, Math.Max(defectLimit, doubtLimit)), Math.Max(goodLimit, defectLimit), $"{goodWords}; {defectWords}{overlap}");
    }

    /// <summary>Rank of the conformal quantile that leaves at most <paramref name="rate"/> of new good parts above it.</summary>
    private static int Rank(double[] good, double rate) => (int)Math.Ceiling((good.Length + 1) * (1 - rate));

    private static double Above(double[] good, int rank) => Math.BitIncrement(good[Math.Min(rank, good.Length) - 1]);
}
