using EdgeTransfer.Core.Gates;
using EdgeTransfer.Core.Registry;

namespace EdgeTransfer.Configuration;

/// <summary>Section <c>gate</c> of a station file: how a newly trained head comes into service.</summary>
public sealed record GateSettings
{
    /// <summary>Who decides after the gate.</summary>
    public GateMode Mode { get; init; } = GateMode.Approve;

    /// <summary>Points of the escape rate by which a head may be worse than the pinned one.</summary>
    public double EscapeMargin { get; init; } = GateOptions.DefaultMargin;

    /// <summary>Points of the false reject rate likewise.</summary>
    public double FalseRejectMargin { get; init; } = GateOptions.DefaultMargin;

    /// <summary>Largest share of defects that may be UNSURE.</summary>
    public double MaxUnsureDefects { get; init; } = GateOptions.DefaultMaxUnsureDefects;

    /// <summary>Parts that a head which the gate passed judges silently before it is activated by itself; 0: none.</summary>
    public int TrialParts { get; init; }

    /// <summary>Time after which such a trial ends, however few parts there were.</summary>
    public TimeSpan TrialWithin { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The gate's options.</summary>
    public GateOptions Options() => new() { EscapeMargin = EscapeMargin, FalseRejectMargin = FalseRejectMargin, MaxUnsureDefects = MaxUnsureDefects };

    /// <summary>All that is wrong; empty when it can be used.</summary>
    public IReadOnlyList<string> Errors() =>
    [
        .. Enum.IsDefined(Mode) ? [] : new[] { $"mode {(int)Mode} is none: use approve, automatic or manual." },
        .. Options().Errors(),
        .. TrialParts is >= 0 and <= 1_000_000 ? [] : new[] { $"trialParts must be 0 to 1000000, not {TrialParts}." },
        .. TrialWithin >= TimeSpan.FromMinutes(1) && TrialWithin <= TimeSpan.FromDays(365) ? [] : new[] { $"trialWithin must be 1 minute to 365 days, not {TrialWithin}." },
    ];
}
