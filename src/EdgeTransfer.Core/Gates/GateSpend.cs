namespace EdgeTransfer.Core.Gates;

/// <summary>What one gate spent of a lockbox's significance. Defects and good parts have an account each.</summary>
/// <param name="Defects">For its test of escapes.</param>
/// <param name="Good">For its test of false rejects.</param>
public sealed record GateSpend(SignificanceUse Defects, SignificanceUse Good);
