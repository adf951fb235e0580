namespace EdgeTransfer.Core.Policies;

/// <summary>One set of scores under the bands before and after.</summary>
/// <param name="Before">Under the policy in force.</param>
/// <param name="After">Under the other one.</param>
public sealed record BandShift(VerdictCounts Before, VerdictCounts After)
{
    /// <summary>Counts both; null when there is no score.</summary>
    public static BandShift? Of(IReadOnlyCollection<double> scores, Policy before, Policy after)
    {
        ArgumentNullException.ThrowIfNull(scores);
        return scores.Count == 0 ? null : new(VerdictCounts.Of(scores, before), VerdictCounts.Of(scores, after));
    }

    /// <inheritdoc/>
    public override string ToString() => Before == After ? $"{After}, as before" : $"{Before} → {After}";
}
