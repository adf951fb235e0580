namespace EdgeTransfer.Benchmarks;

/// <summary>One line of the table.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Measured">Its time.</param>
/// <param name="Baseline">The baseline and its time in the same run.</param>
/// <param name="Ratio">Measured over baseline.</param>
/// <param name="Note">What the check of the answer gave, memory.</param>
internal sealed record ResultRow(string What, string Measured, string Baseline, double? Ratio, string Note);
