namespace EdgeTransfer.Inference.Models;

/// <summary>What a backbone says of itself; the JSON file beside it.</summary>
/// <param name="Schema"><c>edgetransfer/backbone/1</c>.</param>
/// <param name="Name">Name that recipes use.</param>
/// <param name="File">ONNX file in the same folder.</param>
/// <param name="Sha256">Of that file, lower-case hex.</param>
/// <param name="Outputs">Sizes of its features.</param>
/// <param name="Quantisation">How it was quantised; null for float32.</param>
public sealed record BackboneManifest(
    string Schema, string Name, string File, string Sha256, BackboneManifest.OutputSizes Outputs, BackboneManifest.Quantised? Quantisation = null)
{
    /// <summary>Schema that this code reads.</summary>
    public const string CurrentSchema = "edgetransfer/backbone/1";

    /// <summary>Part of the feature key: features of different precision are never mixed.</summary>
    public string Precision => Quantisation is null ? "float32" : "int8";

    /// <summary>Both outputs.</summary>
    public sealed record OutputSizes(PatchSize Patches, EmbeddingSize Embedding);

    /// <summary>Format of the quantised graph, as in QDQ.</summary>
    public sealed record Quantised(string Format);

    /// <summary>Pixels a patch, and the length of its feature.</summary>
    public sealed record PatchSize(int Stride, int Dimension);

    /// <summary>Length of the image's feature.</summary>
    public sealed record EmbeddingSize(int Dimension);
}
