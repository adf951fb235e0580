using System.Globalization;

namespace EdgeTransfer.Core.Policies;

/// <summary>What the bands are to reach: the two rates, or least cost.</summary>
public sealed record BandTargets
{
    /// <summary>
    /// Five in a hundred: a rate that 59 good parts can prove, which a line sees in minutes, and that can be tightened as labels come.
    /// </summary>
    public const double DefaultMaxFalseRejectRate = 0.05;

    /// <summary>Likewise five in a hundred, because 59 labelled defects are already much work; tighten it when there are more.</summary>
    public const double DefaultMaxEscapeRate = 0.05;

    private const double Largest = 0.5;

    /// <summary>Share of defects that may pass as OK, above 0 to 0.5.</summary>
    public double MaxEscapeRate { get; init; } = DefaultMaxEscapeRate;

    /// <summary>Share of good parts that may be not OK, above 0 to 0.5.</summary>
    public double MaxFalseRejectRate { get; init; } = DefaultMaxFalseRejectRate;

    /// <summary>Costs in place of the two rates; null when the rates count.</summary>
    public BandCosts? Costs { get; init; }

    /// <summary>What breaks the contract, one sentence each; empty when nothing does.</summary>
    public IReadOnlyList<string> Errors() =>
    [
        .. Check(MaxEscapeRate, "maxEscapeRate"),
        .. Check(MaxFalseRejectRate, "maxFalseRejectRate"),
        .. Costs?.Errors() ?? [],
    ];

    private static string[] Check(double rate, string name) => rate is > 0 and <= Largest
        ? []
        : [string.Create(CultureInfo.InvariantCulture, $"{name} must be above 0 and at most {Largest}, not {rate}: no number of parts proves a rate of 0.")];
}
