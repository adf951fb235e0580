namespace EdgeTransfer.Core.Gates;

/// <summary>What one gate spent on one kind of lockbox parts.</summary>
/// <param name="Parts">Parts in its test.</param>
/// <param name="Alpha">Significance spent.</param>
public sealed record SignificanceUse(int Parts, double Alpha);
