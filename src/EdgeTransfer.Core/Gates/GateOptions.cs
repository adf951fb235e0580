using System.Globalization;
using EdgeTransfer.Core.Policies;

namespace EdgeTransfer.Core.Gates;

/// <summary>What a gate asks for.</summary>
public sealed record GateOptions
{
    /// <summary>
    /// Five points: what 59 parts without a new error can show, which is already much work for defects. Two points need 149 parts, one
    /// needs 299; tighten it as labels come. The same for escapes and false rejects: less for escapes would only make the scarcer
    /// parts the first obstacle, and escapes are looked at first.
    /// </summary>
    public const double DefaultMargin = 0.05;

    /// <summary>That of the bands, so that one report has one confidence.</summary>
    public const double DefaultConfidence = BandProposal.Confidence;

    /// <summary>
    /// Three in ten: an UNSURE defect is held and found by a person, so it is no escape; but a head that doubts more of them than
    /// that leaves the inspection to people.
    /// </summary>
    public const double DefaultMaxUnsureDefects = 0.3;

    /// <summary>Half of what is left: the first gates can bear a few adverse parts, and later ones still have something.</summary>
    public const double DefaultGateShare = 0.5;

    /// <summary>For a first head: the bands' own target.</summary>
    public const double DefaultMaxRate = BandTargets.DefaultMaxEscapeRate;

    /// <summary>By which the escape rate may exceed the pinned reference's; above 0, at most 0.5.</summary>
    public double EscapeMargin { get; init; } = DefaultMargin;

    /// <summary>By which the false reject rate may exceed the pinned reference's; above 0, at most 0.5.</summary>
    public double FalseRejectMargin { get; init; } = DefaultMargin;

    /// <summary>Of the tests of a whole lockbox, and of each bound; 0.5 to 0.9999.</summary>
    public double Confidence { get; init; } = DefaultConfidence;

    /// <summary>Largest share of defects that may be UNSURE or not judged; 0 to 1.</summary>
    public double MaxUnsureDefects { get; init; } = DefaultMaxUnsureDefects;

    /// <summary>Share of the significance that is left which one gate may spend; above 0, at most 1.</summary>
    public double GateShare { get; init; } = DefaultGateShare;

    /// <summary>Escape rate below which a head must be proven when there is no reference; above 0, at most 0.5.</summary>
    public double MaxEscapeRate { get; init; } = DefaultMaxRate;

    /// <summary>False reject rate likewise; above 0, at most 0.5.</summary>
    public double MaxFalseRejectRate { get; init; } = DefaultMaxRate;

    /// <summary>What breaks the contract, one sentence each; empty when nothing does.</summary>
    public IReadOnlyList<string> Errors() =>
    [
        .. Check(EscapeMargin is > 0 and <= 0.5, "escapeMargin", "above 0 and at most 0.5", EscapeMargin),
        .. Check(FalseRejectMargin is > 0 and <= 0.5, "falseRejectMargin", "above 0 and at most 0.5", FalseRejectMargin),
        .. Check(Confidence is >= 0.5 and <= 0.9999, "confidence", "0.5 to 0.9999", Confidence),
        .. Check(MaxUnsureDefects is >= 0 and <= 1, "maxUnsureDefects", "0 to 1", MaxUnsureDefects),
        .. Check(GateShare is > 0 and <= 1, "gateShare", "above 0 and at most 1", GateShare),
        .. Check(MaxEscapeRate is > 0 and <= 0.5, "maxEscapeRate", "above 0 and at most 0.5", MaxEscapeRate),
        .. Check(MaxFalseRejectRate is > 0 and <= 0.5, "maxFalseRejectRate", "above 0 and at most 0.5", MaxFalseRejectRate),
    ];

    private static string[] Check(bool holds, string name, string range, double value) =>
        holds ? [] : [string.Create(CultureInfo.InvariantCulture, $"{name} must be {range}, not {value}.")];
}
