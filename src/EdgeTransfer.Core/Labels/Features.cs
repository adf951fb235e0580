namespace EdgeTransfer.Core.Labels;

/// <summary>What the backbone saw in one image.</summary>
/// <param name="Patches">rows × columns × dimension, channels last.</param>
/// <param name="Rows">Patch rows.</param>
/// <param name="Columns">Patch columns.</param>
/// <param name="Dimension">Length of one patch feature (152 for lite0).</param>
/// <param name="Embedding">Features of the whole image (1888 for lite0).</param>
public sealed record Features(float[] Patches, int Rows, int Columns, int Dimension, float[] Embedding)
{
    /// <summary>Embeddings of the recipe's other views of the image, in their order; empty when they have not been computed.</summary>
    public IReadOnlyList<float[]> Views { get; init; } = [];

    /// <summary>The patches as rows: n × D, without a copy.</summary>
    internal Mathematics.Matrix ToMatrix() => new(Rows * Columns, Dimension, Patches);
}
