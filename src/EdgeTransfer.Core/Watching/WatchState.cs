namespace EdgeTransfer.Core.Watching;

/// <summary>All that a watch has seen; with its plan and options it can go on from here.</summary>
/// <param name="Decision">Where it stands.</param>
/// <param name="Sentence">Why, in words; null while it goes on.</param>
/// <param name="Counts">Verdicts so far.</param>
/// <param name="Passed">Test on parts that the previous head does not pass.</param>
/// <param name="Rejected">Test on parts that the previous head passes.</param>
/// <param name="Faults">Test on all parts.</param>
/// <param name="Slow">Test on parts that both judged.</param>
public sealed record WatchState(
    WatchDecision Decision, string? Sentence, PairCounts Counts, ExcessState Passed, ExcessState Rejected, ExcessState Faults, ExcessState Slow);
