namespace EdgeTransfer.Core.Labels;

/// <summary>A label that deserves a second look.</summary>
/// <param name="PartId">The part.</param>
/// <param name="Class">Its label.</param>
/// <param name="Kind">Why.</param>
/// <param name="Other">The part that contradicts it; null when none does.</param>
/// <param name="Strength">How clear it is, from 0 on; compares within its kind.</param>
/// <param name="Sentence">The same for a person.</param>
public sealed record SecondLookItem(string PartId, string Class, SecondLookKind Kind, string? Other, double Strength, string Sentence);
