namespace EdgeTransfer.Core.Sampling;

/// <summary>Two images whose features nearly agree.</summary>
/// <param name="First">Index of the one.</param>
/// <param name="Second">Index of the other, above <paramref name="First"/>.</param>
/// <param name="Distance">Euclidean distance of their embeddings.</param>
public readonly record struct NearPair(int First, int Second, double Distance);
