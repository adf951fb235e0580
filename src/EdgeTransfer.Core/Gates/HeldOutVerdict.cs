using EdgeTransfer.Core.Inspecting;

namespace EdgeTransfer.Core.Gates;

/// <summary>What both heads said of one lockbox part. Of several images the worst verdict counts.</summary>
/// <param name="PartId">The part.</param>
/// <param name="IsGood">Its label.</param>
/// <param name="Champion">Verdict of the head that judges now; null without one.</param>
/// <param name="Challenger">Verdict of the candidate.</param>
public sealed record HeldOutVerdict(string PartId, bool IsGood, Verdict? Champion, Verdict Challenger);
