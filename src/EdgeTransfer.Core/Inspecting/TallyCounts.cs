namespace EdgeTransfer.Core.Inspecting;

/// <summary>Parts by verdict.</summary>
/// <param name="Ok">Judged good.</param>
/// <param name="Ng">Judged defective.</param>
/// <param name="Unsure">Between the bands.</param>
/// <param name="NotInspected">Not judged.</param>
/// <param name="Reasons">Of those, parts by reason; reasons that did not occur are left out.</param>
public sealed record TallyCounts(long Ok, long Ng, long Unsure, long NotInspected, IReadOnlyDictionary<string, long> Reasons)
{
    /// <summary>No part.</summary>
    public static TallyCounts Zero { get; } = new(0, 0, 0, 0, new Dictionary<string, long>());

    /// <summary>All parts.</summary>
    public long Parts() => Ok + Ng + Unsure + NotInspected;

    /// <summary>A station's counts at this moment.</summary>
    public static TallyCounts Of(VerdictTally tally)
    {
        ArgumentNullException.ThrowIfNull(tally);
        var reasons = tally.Reasons().ToDictionary(r => Messages.Words.Of(r.Key), r => r.Value, StringComparer.Ordinal);

        // by the reasons, since the tally goes on between two looks at it
        return new(tally.Of(Verdict.Ok), tally.Of(Verdict.Ng), tally.Of(Verdict.Unsure), reasons.Values.Sum(), reasons);
    }

    /// <summary>What came after an earlier moment.</summary>
    public TallyCounts Since(TallyCounts earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return new(
            Ok - earlier.Ok, Ng - earlier.Ng, Unsure - earlier.Unsure, NotInspected - earlier.NotInspected,
            Reasons.Select(r => (r.Key, Count: r.Value - earlier.Reasons.GetValueOrDefault(r.Key))).Where(r => r.Count > 0).ToDictionary(r => r.Key, r => r.Count, StringComparer.Ordinal));
    }
}
