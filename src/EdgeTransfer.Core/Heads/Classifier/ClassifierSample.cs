namespace EdgeTransfer.Core.Heads.Classifier;

/// <summary>One labelled image for the classifier.</summary>
/// <param name="Class">Its class.</param>
/// <param name="Embeddings">The image and its views, at least one; together they count as one sample.</param>
public sealed record ClassifierSample(string Class, IReadOnlyList<float[]> Embeddings);
