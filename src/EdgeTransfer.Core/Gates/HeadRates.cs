using EdgeTransfer.Core.Inspecting;

namespace EdgeTransfer.Core.Gates;

/// <summary>How one head judged the lockbox parts that it was asked about.</summary>
/// <param name="Defects">Defective parts.</param>
/// <param name="Escapes">Of them OK.</param>
/// <param name="Good">Good parts.</param>
/// <param name="FalseRejects">Of them not OK.</param>
/// <param name="EscapeRate">P(OK given defect).</param>
/// <param name="FalseRejectRate">P(not OK given good).</param>
/// <param name="UnsureDefects">Share of defects that are UNSURE or not judged.</param>
/// <param name="UnsureGood">Share of good parts that are UNSURE or not judged.</param>
public sealed record HeadRates(
    int Defects, int Escapes, int Good, int FalseRejects, Rate EscapeRate, Rate FalseRejectRate, Rate UnsureDefects, Rate UnsureGood)
{
    /// <summary>The same for a head that may not be there; null when it judged nothing.</summary>
    internal static HeadRates? OfAny(IReadOnlyList<HeldOutVerdict> parts, Func<HeldOutVerdict, Verdict?> verdict, double confidence) =>
        parts.Any(p => verdict(p) is not null) ? Of(parts, verdict, confidence) : null;

    /// <summary>Counts one head's verdicts.</summary>
    internal static HeadRates Of(IReadOnlyList<HeldOutVerdict> parts, Func<HeldOutVerdict, Verdict?> verdict, double confidence)
    {
        Verdict[] defects = [.. parts.Where(p => !p.IsGood).Select(verdict).OfType<Verdict>()];
        Verdict[] good = [.. parts.Where(p => p.IsGood).Select(verdict).OfType<Verdict>()];
        var (escapes, rejects) = (defects.Count(v => v == Verdict.Ok), good.Count(v => v != Verdict.Ok));
        return new(
            defects.Length,
            escapes,
            good.Length,
            rejects,
            Rate.Of(escapes, defects.Length, confidence),
            Rate.Of(rejects, good.Length, confidence),
            Rate.Of(defects.Count(IsDoubt), defects.Length, confidence),
            Rate.Of(good.Count(IsDoubt), good.Length, confidence));
    }

    private static bool IsDoubt(Verdict verdict) => verdict is Verdict.Unsure or Verdict.NotInspected;
}
