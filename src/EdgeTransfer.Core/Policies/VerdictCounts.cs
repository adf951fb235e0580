using System.Globalization;

namespace EdgeTransfer.Core.Policies;

/// <summary>Verdicts that bands give, or gave, to a set of scores.</summary>
/// <param name="Ok">OK.</param>
/// <param name="Unsure">UNSURE.</param>
/// <param name="Ng">NG.</param>
public sealed record VerdictCounts(int Ok, int Unsure, int Ng)
{
    /// <summary>Counts by a policy; a score that is no number is UNSURE.</summary>
    public static VerdictCounts Of(IEnumerable<double> scores, Policy policy)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(policy);
        var counts = scores.CountBy(policy.Decide).ToDictionary();
        return new(counts.GetValueOrDefault(Inspecting.Verdict.Ok), counts.GetValueOrDefault(Inspecting.Verdict.Unsure), counts.GetValueOrDefault(Inspecting.Verdict.Ng));
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Ok} OK, {Unsure} UNSURE, {Ng} NG");
}
