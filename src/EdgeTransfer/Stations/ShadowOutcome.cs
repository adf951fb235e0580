using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Watching;

namespace EdgeTransfer.Stations;

/// <summary>What two heads made of one part; or that the active one failed on it, and then no more than that is known.</summary>
internal readonly record struct ShadowOutcome(
    Station Station, Inspection Inspection, ShadowPurpose Purpose, string? Head, string Shadow, Verdict ShadowVerdict, double ShadowScore, TimeSpan Took, TimeSpan ShadowTook)
{
    /// <summary>Whether the active head failed on it.</summary>
    public bool IsFault => Inspection.Reason == NotInspectedReason.Fault;

    /// <summary>Both verdicts.</summary>
    public VerdictPair Pair => new(Inspection.Verdict, ShadowVerdict);
}
