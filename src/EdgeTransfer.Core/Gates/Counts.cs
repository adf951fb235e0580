using EdgeTransfer.Core.Inspecting;

namespace EdgeTransfer.Core.Gates;

/// <summary>Errors on lockbox parts.</summary>
/// <param name="Defects">Defective parts judged.</param>
/// <param name="Escapes">Of them OK.</param>
/// <param name="Good">Good parts judged.</param>
/// <param name="FalseRejects">Of them not OK.</param>
public sealed record Counts(int Defects, int Escapes, int Good, int FalseRejects)
{
    /// <summary>Counts one head's verdicts.</summary>
    internal static Counts Of(IReadOnlyCollection<HeldOutVerdict> verdicts, Func<HeldOutVerdict, Verdict> verdict) => new(
        verdicts.Count(v => !v.IsGood),
        verdicts.Count(v => !v.IsGood && verdict(v) == Verdict.Ok),
        verdicts.Count(v => v.IsGood),
        verdicts.Count(v => v.IsGood && verdict(v) != Verdict.Ok));
}
