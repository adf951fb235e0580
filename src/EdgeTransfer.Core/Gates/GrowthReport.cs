namespace EdgeTransfer.Core.Gates;

/// <summary>What the small gate of a grown head found.</summary>
/// <param name="Passed">Whether the child may judge.</param>
/// <param name="Sentence">The decision and its reason in words.</param>
/// <param name="Parent">The head that judges now.</param>
/// <param name="Child">The grown one.</param>
public sealed record GrowthReport(bool Passed, string Sentence, Counts Parent, Counts Child);
