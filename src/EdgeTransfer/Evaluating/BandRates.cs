using EdgeTransfer.Core.Inspecting;
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
        Verdict[] good = [.. parts.Where(p => p.IsGood).Select(p => policy.Decide(p.Scores.Ng))];
        Verdict[] defects = [.. parts.Where(p => !p.IsGood).Select(p => policy.Decide(p.Scores.Ng))];
        return new(Share(defects, Verdict.Ok), Share(defects, Verdict.Unsure), 1 - Share(good, Verdict.Ok), Share(good, Verdict.Unsure));
    }

    /// <summary>The mean of several.</summary>
    public static BandRates Mean(IReadOnlyCollection<BandRates> rates) => new(
        rates.Average(r => r.EscapeRate), rates.Average(r => r.UnsureDefects), rates.Average(r => r.FalseRejectRate), rates.Average(r => r.UnsureGood));

    private static double Share(Verdict[] verdicts, Verdict verdict) =>
        verdicts.Length == 0 ? double.NaN : verdicts.Count(v => v == verdict) / (double)verdicts.Length;
}
