using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Labels;

namespace EdgeTransfer.Core.Gates;

/// <summary>What the challenger said of one image of a golden part. Of several images the worst verdict counts.</summary>
/// <param name="Part">The golden part, as a person locked it.</param>
/// <param name="Challenger">Verdict of the candidate.</param>
public sealed record GoldenVerdict(GoldenPart Part, Verdict Challenger);
