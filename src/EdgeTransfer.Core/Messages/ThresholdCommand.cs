using System.Text.Json.Serialization;
using EdgeTransfer.Core.Policies;

namespace EdgeTransfer.Core.Messages;

/// <summary>
/// Payload of <c>…/cmd/threshold</c>: moves the bands without training. Either both thresholds, or what the bands are to reach.
/// </summary>
/// <param name="Id">Id of the command: a repeat moves nothing.</param>
/// <param name="By">Who asks for it.</param>
/// <param name="UnsureFrom">Scores from here on are not OK.</param>
/// <param name="NgFrom">Scores from here on are NG.</param>
/// <param name="MaxEscapeRate">Share of defects that may pass; the station file's when only the other rate is given.</param>
/// <param name="MaxFalseRejectRate">Share of good parts that may be not OK; likewise.</param>
/// <param name="Costs">Costs in place of the rates.</param>
/// <param name="Preview">Says what it would do, and does nothing.</param>
/// <param name="Policy">The policy that the asker saw in force; with another one in force the command is refused.</param>
/// <param name="Expires">From then on it is refused, UTC; left out: never.</param>
public sealed record ThresholdCommand(
    Guid Id, string By, double? UnsureFrom = null, double? NgFrom = null, double? MaxEscapeRate = null, double? MaxFalseRejectRate = null,
    BandCosts? Costs = null, bool Preview = false, string? Policy = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Expires = null) : ICommand
{
    /// <inheritdoc/>
    bool ICommand.OnlyAsks => Preview;

    /// <summary>The thresholds, when it names them.</summary>
    public Bands? Bands() => UnsureFrom is { } unsure && NgFrom is { } ng ? new(unsure, ng) : null;

    /// <summary>The targets, when it names them; what it leaves out is the station's.</summary>
    public BandTargets? Targets(BandTargets station)
    {
        ArgumentNullException.ThrowIfNull(station);
        return HasTargets
            ? new() { MaxEscapeRate = MaxEscapeRate ?? station.MaxEscapeRate, MaxFalseRejectRate = MaxFalseRejectRate ?? station.MaxFalseRejectRate, Costs = Costs }
            : null;
    }

    /// <inheritdoc/>
    public PayloadError? Check() => Fields.Name("policy", Policy) ?? (Error() is { } error ? new("$", error) : null);

    /// <summary>What breaks the contract; null when nothing does.</summary>
    public string? Error()
    {
        if ((UnsureFrom is null) != (NgFrom is null) || (UnsureFrom is null) != HasTargets || (Costs is not null && (MaxEscapeRate ?? MaxFalseRejectRate) is not null))
        {
            return "Give both 'unsureFrom' and 'ngFrom', or 'maxEscapeRate' and 'maxFalseRejectRate' (one or both), or 'costs'.";
        }

        if (Bands() is { IsValid: false })
        {
            return "'unsureFrom' and 'ngFrom' must be finite numbers, and 'unsureFrom' not above 'ngFrom'.";
        }

        return Targets(new())?.Errors() is { Count: > 0 } errors ? string.Join(' ', errors) : null;
    }

    private bool HasTargets => MaxEscapeRate is not null || MaxFalseRejectRate is not null || Costs is not null;
}
