namespace EdgeTransfer.Core.Watching;

/// <summary>A challenger that judges silently before it may be activated.</summary>
/// <param name="Head">The head that judges.</param>
/// <param name="Policy">Its policy.</param>
/// <param name="Challenger">The head that judges silently.</param>
/// <param name="ChallengerPolicy">Its policy.</param>
/// <param name="Parts">Parts that both judge before the trial ends.</param>
/// <param name="Within">Time after which it ends, however few parts there were.</param>
/// <param name="Started">UTC.</param>
public sealed record TrialPlan(
    string Head, string Policy, string Challenger, string ChallengerPolicy, int Parts, TimeSpan Within, DateTimeOffset Started);
