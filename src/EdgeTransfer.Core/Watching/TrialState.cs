namespace EdgeTransfer.Core.Watching;

/// <summary>All that a trial has seen.</summary>
/// <param name="Decision">Where it stands.</param>
/// <param name="Sentence">In words; null while it goes on.</param>
/// <param name="Counts">Verdicts so far.</param>
public sealed record TrialState(WatchDecision Decision, string? Sentence, PairCounts Counts);
