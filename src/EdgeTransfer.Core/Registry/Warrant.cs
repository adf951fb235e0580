using EdgeTransfer.Core.Gates;

namespace EdgeTransfer.Core.Registry;

/// <summary>
/// The right to put one head into service (law 4). No head is activated without one, and only the rules here issue them: to a passed gate,
/// to a person who says so, or to a head that has judged before.
/// </summary>
public sealed class Warrant
{
    /// <summary>Who acts when nobody asked.</summary>
    public const string Device = "device";

    private Warrant(Candidate candidate, ActivationKind kind, string by, string? reason) =>
        (Head, Seen, Barred, Kind, By, Reason) = (candidate.Version, candidate.State, candidate.Barred, kind, by, reason);

    /// <summary>The one head that it holds for.</summary>
    public string Head { get; }

    /// <summary>The state that the rule looked at: in another it does not hold any more.</summary>
    public HeadState Seen { get; }

    /// <summary>The bar that the rule looked at; likewise.</summary>
    public string? Barred { get; }

    /// <summary>How the history calls it.</summary>
    public ActivationKind Kind { get; }

    /// <summary>Who wanted it.</summary>
    public string By { get; }

    /// <summary>Why; null where the gate's sentence says it.</summary>
    public string? Reason { get; }

    /// <summary>Of the gate alone: it has passed, nothing bars the head, and the mode leaves it to the gate.</summary>
    public static Ruling OfGate(Candidate candidate, GateMode mode, string by)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        return candidate switch
        {
            { Barred: { } barred } => Ruling.Refused("barred", $"Head {candidate.Version} is barred: {barred}"),
            { Gate: not GateDecision.Passed } => Ruling.Refused("not_passed", $"Head {candidate.Version} has not passed its gate."),
            _ when mode != GateMode.Automatic => Ruling.Refused("needs_approval", $"Head {candidate.Version} waits for a person."),
            _ => new Warrant(candidate, ActivationKind.Swap, by, null),
        };
    }

    /// <summary>Of the small gate of a head that has learnt one more good part; the person who said so is asked in no mode.</summary>
    public static Ruling OfGrowth(Candidate candidate, string by)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        return OfGate(candidate, GateMode.Automatic, by);
    }

    /// <summary>Of a person who wants this head. Against its gate, without a gate, or against a bar it takes an override with a reason.</summary>
    public static Ruling OfPerson(Candidate candidate, string by, bool isOverride, string? reason)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        if (Unusable(candidate) is { } unusable)
        {
            return unusable;
        }

        var against = candidate switch
        {
            { Barred: { } barred } => $"it is barred: {barred}",
            { State: HeadState.Rejected } => "a person has rejected it",
            { Gate: GateDecision.NotPassed } => "it has not passed its gate",
            { Gate: null, HasJudged: false } => "no gate has judged it",
            _ => null,
        };
        if (against is null)
        {
            return new Warrant(candidate, ActivationKind.Swap, by, reason);
        }

        return (isOverride, string.IsNullOrWhiteSpace(reason)) switch
        {
            (false, _) => Ruling.Refused("needs_override", $"Head {candidate.Version} is not activated: {against}. To do it all the same, say 'override' and a 'reason'."),
            (_, true) => Ruling.Refused("needs_reason", $"Head {candidate.Version} is not activated: {against}, and an override needs a 'reason'."),
            _ => new Warrant(candidate, ActivationKind.Override, by, reason),
        };
    }

    /// <summary>Of a person, or of the watch, who goes back to a head that has judged before; no gate is asked.</summary>
    public static Ruling OfRollback(Candidate candidate, string by, string reason)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return Unusable(candidate) ?? candidate switch
        {
            { HasJudged: false } => Ruling.Refused("never_judged", $"Head {candidate.Version} has never judged, so there is no way back to it: activate it."),
            { Barred: { } barred } => Ruling.Refused("barred", $"Head {candidate.Version} is barred: {barred} To take it all the same, activate it with 'override' and a 'reason'."),
            _ => new Warrant(candidate, ActivationKind.Rollback, by, reason),
        };
    }

    /// <summary>At start, of a head that has judged before; a bar stops it unless it is the one that judged last.</summary>
    public static Ruling OfRestore(Candidate candidate, string reason)
    {
        ArgumentNullException.ThrowIfNull(candidate);
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return candidate switch
        {
            { HasJudged: false } => Ruling.Refused("never_judged", $"Head {candidate.Version} has never judged."),
            { Barred: { } barred, State: not HeadState.Active } => Ruling.Refused("barred", $"Head {candidate.Version} is barred: {barred}"),
            _ => new Warrant(candidate, ActivationKind.Restore, Device, reason),
        };
    }

    private static Ruling? Unusable(Candidate candidate) => candidate.State switch
    {
        HeadState.Deleted => Ruling.Refused("deleted", $"Head {candidate.Version} is not stored any more."),
        HeadState.Active => Ruling.Refused("already_active", $"Head {candidate.Version} judges already."),
        _ => null,
    };
}
