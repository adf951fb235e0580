using EdgeTransfer.Core.Policies;

namespace EdgeTransfer.Evaluating;

/// <summary>What the proposed bands make of the test parts. They were laid on out-of-fold scores of the training parts alone.</summary>
/// <param name="EscapeRate">Share of the defects judged OK.</param>
/// <param name="UnsureDefects">Share of the defects judged UNSURE.</param>
/// <param name="FalseRejectRate">Share of the good parts not judged OK.</param>
/// <param name="UnsureGood">Share of the good parts judged UNSURE.</param>
internal sealed record BandRates(double EscapeRate, double UnsureDefects, double FalseRejectRate, double UnsureGood)
{
    public static BandRates Of(IReadOnlyList<JudgedPart> parts, Policy policy)
    {
        var (good, defects) = (Count(isGood: true), Count(isGood: false));
        return new(Share(defects, c => c.Ok), Share(defects, c => c.Unsure), Share(good, c => c.Unsure + c.Ng), Share(good, c => c.Unsure));

        VerdictCounts Count(bool isGood) => VerdictCounts.Of(parts.Where(p => p.IsGood == isGood).Select(p => p.Scores.Ng), policy);
    }

    /// <summary>The mean of several.</summary>
    public static BandRates Mean(IReadOnlyCollection<BandRates> rates) => new(
        rates.Average(r => r.EscapeRate), rates.Average(r => r.UnsureDefects), rates.Average(r => r.FalseRejectRate), rates.Average(r => r.UnsureGood));

    /// <summary>Not a number when there is no part.</summary>
    private static double Share(VerdictCounts counts, Func<VerdictCounts, int> some) => some(counts) / (double)(counts.Ok + counts.Unsure + counts.Ng);
}
