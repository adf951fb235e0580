namespace EdgeTransfer.Core.Gates;

/// <summary>One check of a gate.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Numbers">What it rests on, by name; counts, rates from 0 to 1.</param>
/// <param name="Sentence">The same for a person.</param>
public sealed record GateCheck(GateCheckKind Kind, CheckOutcome Outcome, IReadOnlyDictionary<string, double> Numbers, string Sentence);
