using EdgeTransfer.Core.Heads.Anomaly;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Labels;
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
    private readonly HeadGraphs _graphs;
    private readonly int _inputSize;
    private readonly byte[] _image;       // 1 × H × W × 3, RGB
    private readonly float[] _patches;    // 1 × h × w × D
    private readonly float[] _embedding;  // 1 × F
    private readonly float[] _map;        // 1 × h × w
    private readonly OrtValue[] _imageValue;
    private readonly OrtValue[] _features;
    private readonly OrtValue[] _mapValue;
    private readonly OrtValue[] _anomalyInputs = new OrtValue[5];
    private readonly OrtValue[] _classifierInputs = new OrtValue[5];
    private float[] _logits = [];
    private OrtValue[] _logitsValue = [];

    /// <summary>Buffers for square inputs of the given side, pixels.</summary>
    public PartJudge(Backbone backbone, HeadGraphs graphs, int inputSize)
    {
        ArgumentNullException.ThrowIfNull(backbone);
        (_backbone, _graphs, _inputSize, Grid) = (backbone, graphs, inputSize, backbone.Grid(inputSize));
        _image = new byte[inputSize * inputSize * 3];
        _patches = new float[Grid * Grid * backbone.PatchDimension];
        _embedding = new float[backbone.EmbeddingDimension];
        _map = new float[Grid * Grid];
        _imageValue = [OrtValue.CreateTensorValueFromMemory(_image, [1, inputSize, inputSize, 3])];
        _features =
        [
            OrtValue.CreateTensorValueFromMemory(_patches, [1, Grid, Grid, backbone.PatchDimension]),
            OrtValue.CreateTensorValueFromMemory(_embedding, [1, backbone.EmbeddingDimension]),
        ];
        _mapValue = [OrtValue.CreateTensorValueFromMemory(_map, [1, Grid, Grid])];
        (_anomalyInputs[0], _classifierInputs[0]) = (_features[0], _features[1]);
    }

    /// <summary>Rows (and columns) of the map.</summary>
    public int Grid { get; }

    /// <summary>Where the prepared image goes: H × W × 3, RGB.</summary>
    public Span<byte> Image => _image;

    /// <summary>Distances of the last judged image: h × w.</summary>
    public ReadOnlySpan<float> Map => _map;

    /// <summary>Runs the backbone on <see cref="Image"/>.</summary>
    public void ComputeFeatures() => _backbone.Run(_imageValue, _features);

    /// <summary>A copy of the features of the last image.</summary>
    public Features CopyFeatures() => new((float[])_patches.Clone(), Grid, Grid, _backbone.PatchDimension, (float[])_embedding.Clone());

    /// <summary>Embeddings of views of an image, H × W × 3; the features in place are those of the last view afterwards.</summary>
    public IReadOnlyList<float[]> EmbedViews(ReadOnlySpan<byte> image, IReadOnlyList<SquareView> views)
    {
        ArgumentNullException.ThrowIfNull(views);
        var embeddings = new float[views.Count][];
        for (var i = 0; i < embeddings.Length; i++)
        {
            views[i].Apply(image, _inputSize, _image);
            ComputeFeatures();
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
        head.AnomalyInputs.CopyTo(_anomalyInputs, 1);
        _graphs.RunAnomaly(_anomalyInputs, _mapValue);
        var anomaly = AnomalyHead.Score(_map, head.Manifest.TopPatches);
        if (head.Head.Classifier is not { } classifier)
        {
            return new Scores(head.Head.Fusion.Fuse(anomaly, null), anomaly, null, null);
        }

        var (score, defect) = classifier.Score(Classify(head));
        double? classifierScore = double.IsNaN(score) && classifier.OkColumn < 0 ? null : score;
        return new Scores(head.Head.Fusion.Fuse(anomaly, classifierScore), anomaly, classifierScore, defect);
    }

    /// <summary>Logits of the features that are in place; valid until the next call.</summary>
    public ReadOnlySpan<float> Classify(ServedHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        var classes = head.Head.Classifier?.Classes.Count ?? throw new ArgumentException("The head has no classifier.", nameof(head));
        if (_logits.Length != classes)
        {
            DisposeAll(_logitsValue);
            _logits = new float[classes];
            _logitsValue = [OrtValue.CreateTensorValueFromMemory(_logits, [1, classes])];
        }

        head.ClassifierInputs.CopyTo(_classifierInputs, 1);
        _graphs.RunClassifier(_classifierInputs, _logitsValue);
        return _logits;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        DisposeAll(_imageValue);
        DisposeAll(_features);
        DisposeAll(_mapValue);
        DisposeAll(_logitsValue);
    }

    private static void DisposeAll(OrtValue[] values)
    {
        foreach (var value in values)
        {
            value.Dispose();
        }
    }
}
