using System.Globalization;

namespace EdgeTransfer.Core.Policies;

/// <summary>
/// What is known of the bands of a policy. Each bound holds with <see cref="Confidence"/> over the draw of the labelled parts, if new
/// parts are like them (independent, from the same source), and for out-of-fold scores: those of the final head are taken to be like them.
/// </summary>
public sealed record BandGuarantee
{
    /// <summary>Confidence of each bound.</summary>
    public required double Confidence { get; init; }

    /// <summary>Good parts that it rests on.</summary>
    public required int GoodParts { get; init; }

    /// <summary>Defective parts that it rests on.</summary>
    public required int Defects { get; init; }

    /// <summary>Upper bound on the share of good parts that are not OK.</summary>
    public required double FalseRejectRate { get; init; }

    /// <summary>Upper bound on the share of good parts that are NG; the rest of the above is UNSURE.</summary>
    public required double RejectRate { get; init; }

    /// <summary>Upper bound on the share of defects that are OK; null without a labelled defect.</summary>
    public double? EscapeRate { get; init; }

    /// <summary>Good parts that the method needs for its targets; null when there are none.</summary>
    public int? MinGood { get; init; }

    /// <summary>Defects that the method needs for its targets; null when there are none.</summary>
    public int? MinDefects { get; init; }

    /// <summary>What was done below the minimum, or where the targets exclude each other; null when nothing of that was needed.</summary>
    public string? Fallback { get; init; }

    /// <summary>The bounds as a sentence.</summary>
    public string Statement => string.Create(
        CultureInfo.InvariantCulture,
        $"At most {100 * FalseRejectRate:0.0} % of good parts are not OK ({GoodParts} good parts){Escapes()}, with {100 * Confidence:0} % confidence, for parts like these and out-of-fold scores.");

    private string Escapes() => EscapeRate is { } rate
        ? string.Create(CultureInfo.InvariantCulture, $", at most {100 * rate:0.0} % of defects are OK ({Defects} defects), each")
        : "; of escapes nothing is known";
}
