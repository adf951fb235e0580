using EdgeTransfer.Core.Results;
using Microsoft.ML.OnnxRuntime;

namespace EdgeTransfer.Inference.Models;

/// <summary>The frozen feature network. One session serves all stations; runs may overlap.</summary>
public sealed class Backbone : IDisposable
{
    private static readonly string[] Inputs = ["image"];
    private static readonly string[] Outputs = ["patches", "embedding"];

    private readonly InferenceSession _session;
    private readonly RunOptions _run = new();

    private Backbone(BackboneManifest manifest, InferenceSession session) => (Manifest, _session) = (manifest, session);

    /// <summary>Name, hash and sizes.</summary>
    public BackboneManifest Manifest { get; }

    /// <summary>Length of one patch feature, D.</summary>
    public int PatchDimension => Manifest.Outputs.Patches.Dimension;

    /// <summary>Length of the image's feature, F.</summary>
    public int EmbeddingDimension => Manifest.Outputs.Embedding.Dimension;

    /// <summary>Loads a backbone whose file has the hash of its manifest and keeps the contract.</summary>
    public static Result<Backbone> Load(InferenceOptions options, string name)
    {
        ArgumentNullException.ThrowIfNull(options);
        var manifest = ModelFiles.Manifest(options.Folder, name);
        if (!manifest.IsOk)
        {
            return manifest.Refusal;
        }

        var file = ModelFiles.Read(options.Folder, manifest.Value.File, manifest.Value.Sha256);
        if (!file.IsOk)
        {
            return file.Refusal;
        }

        var threads = options.Threads ?? Math.Min(Environment.ProcessorCount, InferenceOptions.DefaultThreads);
        var session = Sessions.Open(file.Value, manifest.Value.File, threads);
        if (!session.IsOk)
        {
            return session.Refusal;
        }

        var names = session.Value.OutputNames;
        if (!session.Value.InputNames.SequenceEqual(Inputs) || !Outputs.All(names.Contains))
        {
            session.Value.Dispose();
            return new Refusal(RefusalKind.Invalid, $"{manifest.Value.File} has not the input 'image' and the outputs 'patches' and 'embedding'.");
        }

        return new Backbone(manifest.Value, session.Value);
    }

    /// <summary>Rows (and columns) of patches for an input side.</summary>
    public int Grid(int inputSize) => inputSize / Manifest.Outputs.Patches.Stride;

    /// <summary>image [N,H,W,3] → patches [N,h,w,D] and embedding [N,F], written into the given values.</summary>
    internal void Run(OrtValue[] image, OrtValue[] features) => _session.Run(_run, Inputs, image, Outputs, features);

    /// <inheritdoc/>
    public void Dispose()
    {
        _run.Dispose();
        _session.Dispose();
    }
}
