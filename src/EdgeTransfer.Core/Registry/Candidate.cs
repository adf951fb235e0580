using EdgeTransfer.Core.Gates;

namespace EdgeTransfer.Core.Registry;

/// <summary>What is known of a head that is to judge.</summary>
/// <param name="Version">The head.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Gate">What its gate decided; null when none judged it.</param>
/// <param name="Barred">Why it may not come back by itself; null when it may.</param>
/// <param name="HasJudged">Whether it has judged parts before.</param>
public sealed record Candidate(string Version, HeadState State, GateDecision? Gate, string? Barred, bool HasJudged);
