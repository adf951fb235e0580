using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Core.Views;
using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Inference.Models;
using Microsoft.ML.OnnxRuntime;

namespace EdgeTransfer.Inference.Judging;

/// <summary>
/// Judges one image at a time in buffers that are made once: image → features → map and logits → scores. One instance
/// for each station; not safe for concurrent use.
/// </summary>
public sealed class PartJudge : IDisposable
{
    private readonly Backbone _backbone;
    private readonly int _inputSize;
    private readonly TileStitch? _stitch;
    private readonly byte[] _image;           // N × H × W × 3, RGB; N tiles
    private readonly float[] _tilePatches;    // N × g × g × D; the patches themselves without tiles
    private readonly float[] _tileEmbeddings; // N × F; the embedding itself without tiles
    private readonly float[] _patches;        // 1 × h × w × D
    private readonly float[] _embedding;      // 1 × F
    private readonly TurnedImages? _turned;   // null when the image is judged as it is alone
    private readonly OrtValue[] _imageValue;
    private readonly OrtValue[] _features;
    private readonly OrtValue _patchesValue;
    private readonly OrtValue _embeddingValue;
    private readonly HeadRun _run;
    private readonly HeadRun _shadow;         // a map of its own: the part's map stays

    /// <summary>Buffers for the inputs of a recipe.</summary>
    public PartJudge(Backbone backbone, HeadGraphs graphs, Recipe recipe)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        ArgumentNullException.ThrowIfNull(recipe);
        (_backbone, _inputSize) = (backbone, recipe.InputSize);
        var (count, grid, dimension) = (recipe.TileCount, backbone.Grid(_inputSize), backbone.PatchDimension);
        _image = new byte[count * _inputSize * _inputSize * 3];
        _tilePatches = new float[count * grid * grid * dimension];
        _tileEmbeddings = new float[count * backbone.EmbeddingDimension];
        if (recipe.Tiles is { } tiles)
        {
            _stitch = new(tiles, grid, backbone.Grid(tiles.Overlap));
            (Rows, Columns) = (_stitch.Rows, _stitch.Columns);
            _patches = new float[Rows * Columns * dimension];
            _embedding = new float[backbone.EmbeddingDimension];
        }
        else
        {
            (Rows, Columns, _patches, _embedding) = (grid, grid, _tilePatches, _tileEmbeddings);
        }

        _turned = recipe.JudgedViews > 1 ? new(backbone, recipe) : null;
        _imageValue = [OrtValue.CreateTensorValueFromMemory(_image, [count, _inputSize, _inputSize, 3])];
        _features =
        [
            OrtValue.CreateTensorValueFromMemory(_tilePatches, [count, grid, grid, dimension]),
            OrtValue.CreateTensorValueFromMemory(_tileEmbeddings, [count, backbone.EmbeddingDimension]),
        ];
        _patchesValue = OrtValue.CreateTensorValueFromMemory(_patches, [1, Rows, Columns, dimension]);
        _embeddingValue = OrtValue.CreateTensorValueFromMemory(_embedding, [1, backbone.EmbeddingDimension]);
        _run = new(graphs, _patchesValue, _embeddingValue, Rows, Columns);
        _shadow = new(graphs, _patchesValue, _embeddingValue, Rows, Columns);
    }

    /// <summary>Rows of the map.</summary>
    public int Rows { get; }

    /// <summary>Columns of the map.</summary>
    public int Columns { get; }

    /// <summary>Where the prepared image goes: tiles × H × W × 3, RGB.</summary>
    public Span<byte> Image => _image;

    /// <summary>Map of the last judged image: rows × columns.</summary>
    public ReadOnlySpan<float> Map => _run.Map;

    /// <summary>Runs the backbone on <see cref="Image"/>, all tiles as one batch; once more for each further view that the recipe judges by.</summary>
    public void ComputeFeatures()
    {
        ComputePlain();
        _turned?.Average(_image, _embedding);
    }

    private void ComputePlain()
    {
        _backbone.Run(_imageValue, _features);
        if (_stitch is not null)
        {
            _stitch.Patches(_tilePatches, _backbone.PatchDimension, _patches);
            TileStitch.Embedding(_tileEmbeddings, _embedding);
        }
    }

    /// <summary>A copy of the features of the last image.</summary>
    public Features CopyFeatures() => new((float[])_patches.Clone(), Rows, Columns, _backbone.PatchDimension, (float[])_embedding.Clone());

    /// <summary>
    /// Embeddings of views of an image, tiles × H × W × 3: each tile is turned in its place, and their embeddings averaged as those
    /// of the plain image are, each view for itself. The features in place are those of the last view afterwards.
    /// </summary>
    public IReadOnlyList<float[]> EmbedViews(ReadOnlySpan<byte> image, IReadOnlyList<IImageView> views)
    {
        ArgumentNullException.ThrowIfNull(views);
        ArgumentOutOfRangeException.ThrowIfNotEqual(image.Length, _image.Length, nameof(image));
        var (embeddings, length) = (new float[views.Count][], _inputSize * _inputSize * 3);
        for (var i = 0; i < embeddings.Length; i++)
        {
            for (var at = 0; at < image.Length; at += length)
            {
                views[i].Apply(image.Slice(at, length), _inputSize, _image.AsSpan(at, length));
            }

            ComputePlain();
            embeddings[i] = (float[])_embedding.Clone();
        }

        return embeddings;
    }

    /// <summary>Puts stored features in place of the backbone's.</summary>
    public void UseFeatures(Features features)
    {
        ArgumentNullException.ThrowIfNull(features);
        features.Patches.CopyTo(_patches, 0);
        features.Embedding.CopyTo(_embedding, 0);
    }

    /// <summary>Judges the features that are in place.</summary>
    public Scores Judge(ServedHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        return _run.Judge(head);
    }

    /// <summary>Judges the same features by another head; <see cref="Map"/> and what was judged stay as they are.</summary>
    public Scores JudgeInShadow(ServedHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        return _shadow.Judge(head);
    }

    /// <summary>Logits of the features that are in place; valid until the next call.</summary>
    public ReadOnlySpan<float> Classify(ServedHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        return _run.Classify(head);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        DisposeAll(_imageValue);
        DisposeAll(_features);
        _run.Dispose();
        _shadow.Dispose();
        _turned?.Dispose();
        _patchesValue.Dispose();
        _embeddingValue.Dispose();
    }

    private static void DisposeAll(OrtValue[] values)
    {
        foreach (var value in values)
        {
            value.Dispose();
        }
    }
}
