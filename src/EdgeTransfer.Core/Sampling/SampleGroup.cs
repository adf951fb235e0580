namespace EdgeTransfer.Core.Sampling;

/// <summary>Labelled samples that show the same part again.</summary>
/// <param name="Kept">The part whose sample stands for all.</param>
/// <param name="Others">The parts whose samples take no part.</param>
public sealed record SampleGroup(string Kept, IReadOnlyList<string> Others);
