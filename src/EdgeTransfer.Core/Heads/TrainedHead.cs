namespace EdgeTransfer.Core.Heads;

/// <summary>A head and what is known of it before any gate.</summary>
/// <param name="Head">What was learnt.</param>
/// <param name="OutOfFold">Scores for bands and estimates.</param>
/// <param name="Metrics">For the manifest.</param>
public sealed record TrainedHead(Head Head, IReadOnlyList<OutOfFoldScore> OutOfFold, IReadOnlyDictionary<string, double> Metrics);
