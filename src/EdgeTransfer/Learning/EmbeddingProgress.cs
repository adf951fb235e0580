namespace EdgeTransfer.Learning;

/// <summary>How far samples have features.</summary>
/// <param name="Samples">Samples that need them.</param>
/// <param name="Ready">Of them with features.</param>
/// <param name="Failed">Of them tried in vain.</param>
internal sealed record EmbeddingProgress(int Samples, int Ready, int Failed);
