namespace EdgeTransfer.Core.Inspecting;

/// <summary>Begin or end of a run of parts that could not be inspected for one reason.</summary>
/// <param name="Phase">Begin or end.</param>
/// <param name="Reason">Why.</param>
/// <param name="Detail">The reason in words, at the begin.</param>
/// <param name="Since">Time of the first part, UTC.</param>
/// <param name="Count">Parts so far.</param>
public sealed record FaultNotice(FaultPhase Phase, NotInspectedReason Reason, string? Detail, DateTimeOffset Since, long Count);
