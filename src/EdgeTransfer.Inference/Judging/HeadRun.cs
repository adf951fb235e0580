using EdgeTransfer.Core.Heads.Anomaly;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Inference.Models;
using Microsoft.ML.OnnxRuntime;

namespace EdgeTransfer.Inference.Judging;

/// <summary>Runs heads on the features of one judge, into a map of its own; a head is bound when it comes for the first time.</summary>
internal sealed class HeadRun : IDisposable
{
    private readonly HeadGraphs _graphs;
    private readonly OrtValue _patches;   // the judge's own, 1 × h × w × D
    private readonly OrtValue _embedding; // likewise, 1 × F
    private readonly float[] _map;        // 1 × h × w
    private readonly float[] _marked;     // 1 × h × w, distances to marked patches
    private readonly OrtValue _mapValue;
    private readonly OrtValue _markedValue;
    private BoundHead? _bound;

    public HeadRun(HeadGraphs graphs, OrtValue patches, OrtValue embedding, int rows, int columns)
    {
        (_graphs, _patches, _embedding) = (graphs, patches, embedding);
        (_map, _marked) = (new float[rows * columns], new float[rows * columns]);
        _mapValue = OrtValue.CreateTensorValueFromMemory(_map, [1, rows, columns]);
        _markedValue = OrtValue.CreateTensorValueFromMemory(_marked, [1, rows, columns]);
    }

    /// <summary>Map of the last judged features: rows × columns.</summary>
    public ReadOnlySpan<float> Map => _map;

    public Scores Judge(ServedHead head)
    {
        if (Bound(head).RunAnomaly())
        {
            AnomalyHead.Compare(_map, _marked, head.Head.Anomaly.MarkedOffset);
        }

        var anomaly = AnomalyHead.Score(_map, head.Manifest.TopPatches);
        if (head.Head.Classifier is not { } classifier)
        {
            return new Scores(head.Head.Fusion.Fuse(anomaly, null), anomaly, null, null);
        }

        var (score, defect) = classifier.Score(Classify(head));
        double? classifierScore = double.IsNaN(score) && classifier.OkColumn < 0 ? null : score;
        return new Scores(head.Head.Fusion.Fuse(anomaly, classifierScore), anomaly, classifierScore, defect);
    }

    /// <summary>Logits; valid until the next call.</summary>
    public ReadOnlySpan<float> Classify(ServedHead head) => Bound(head).Classify();

    public void Dispose()
    {
        _bound?.Dispose();
        _mapValue.Dispose();
        _markedValue.Dispose();
    }

    private BoundHead Bound(ServedHead head)
    {
        if (!ReferenceEquals(_bound?.Head, head))
        {
            _bound?.Dispose();
            _bound = null; // binding may fail, and what was freed must not be run again
            _bound = new(_graphs, head, _patches, _embedding, _mapValue, _markedValue);
        }

        return _bound;
    }
}
