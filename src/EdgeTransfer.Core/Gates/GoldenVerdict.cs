using EdgeTransfer.Core.Inspecting;

namespace EdgeTransfer.Core.Gates;

/// <summary>What the challenger said of one image of a golden part. Of several images the worst verdict counts.</summary>
/// <param name="PartId">The golden part.</param>
/// <param name="Locked">The verdict that a person locked.</param>
/// <param name="Challenger">Verdict of the candidate.</param>
public sealed record GoldenVerdict(string PartId, Verdict Locked, Verdict Challenger);
