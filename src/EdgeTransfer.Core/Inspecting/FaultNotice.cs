namespace EdgeTransfer.Core.Inspecting;

/// <summary>Begin or end of an episode in which parts could not be inspected for one reason.</summary>
/// <param name="Phase">Begin or end.</param>
/// <param name="Reason">Why.</param>
/// <param name="Detail">The reason in words, at the begin.</param>
/// <param name="Episode">UUIDv7, the same at the begin and at the end.</param>
/// <param name="Since">Time of the first part, UTC.</param>
/// <param name="Last">Time of the last part so far, UTC.</param>
/// <param name="Count">Parts so far.</param>
public sealed record FaultNotice(FaultPhase Phase, NotInspectedReason Reason, string? Detail, Guid Episode, DateTimeOffset Since, DateTimeOffset Last, long Count);
