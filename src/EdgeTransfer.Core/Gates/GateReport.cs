namespace EdgeTransfer.Core.Gates;

/// <summary>What the gate found, and what a person should read.</summary>
/// <param name="Passed">Whether the challenger may judge.</param>
/// <param name="Sentence">The decision and its reason in words.</param>
/// <param name="Champion">Null without a champion.</param>
/// <param name="Challenger">The candidate's counts.</param>
public sealed record GateReport(bool Passed, string Sentence, Counts? Champion, Counts Challenger);
