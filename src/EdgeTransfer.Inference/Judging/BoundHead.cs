using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Inference.Models;
using Microsoft.ML.OnnxRuntime;

namespace EdgeTransfer.Inference.Judging;

/// <summary>
/// A head bound to the buffers of one judge: made once a head, so that a run allocates nothing. It may outlive the head's tensors, and
/// is run only under a lease on them.
/// </summary>
internal sealed class BoundHead : IDisposable
{
    private readonly HeadGraphs _graphs;
    private readonly OrtIoBinding _anomaly;
    private readonly OrtIoBinding? _marked;
    private readonly OrtIoBinding? _classifier;
    private readonly OrtValue? _logitsValue;
    private readonly float[] _logits;

    public BoundHead(HeadGraphs graphs, ServedHead head, OrtValue patches, OrtValue embedding, OrtValue map, OrtValue marked)
    {
        (_graphs, Head) = (graphs, head);
        _anomaly = graphs.BindAnomaly(patches, head.AnomalyInputs, map);
        _marked = head.MarkedInputs.Length == 0 ? null : graphs.BindAnomaly(patches, head.MarkedInputs, marked);
        _logits = new float[head.Head.Classifier?.Classes.Count ?? 0];
        if (_logits.Length > 0)
        {
            _logitsValue = OrtValue.CreateTensorValueFromMemory(_logits, [1, _logits.Length]);
            _classifier = graphs.BindClassifier(embedding, head.ClassifierInputs, _logitsValue);
        }
    }

    public ServedHead Head { get; }

    /// <summary>Fills the map, and the distances to marked patches where the head has some.</summary>
    /// <returns>Whether it has.</returns>
    public bool RunAnomaly()
    {
        _graphs.RunAnomaly(_anomaly);
        if (_marked is null)
        {
            return false;
        }

        _graphs.RunAnomaly(_marked);
        return true;
    }

    /// <summary>Logits, valid until the next run.</summary>
    public ReadOnlySpan<float> Classify()
    {
        _graphs.RunClassifier(_classifier ?? throw new InvalidOperationException("The head has no classifier."));
        return _logits;
    }

    public void Dispose()
    {
        _anomaly.Dispose();
        _marked?.Dispose();
        _classifier?.Dispose();
        _logitsValue?.Dispose();
    }
}
