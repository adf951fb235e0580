using EdgeTransfer.Core.Heads;
using Microsoft.ML.OnnxRuntime;

namespace EdgeTransfer.Inference.Heads;

/// <summary>A head whose tensors are bound for ONNX Runtime. Counted: the last release frees them, never a use.</summary>
public sealed class ServedHead : IDisposable
{
    private readonly OrtValue[] _values;
    private int _uses = 1; // the owner's own

    /// <summary>Wraps the head's arrays; no copy.</summary>
    public ServedHead(HeadManifest manifest, Head head)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(head);
        (Manifest, Head) = (manifest, head);
        var anomaly = head.Anomaly;
        AnomalyInputs =
        [
            Value(anomaly.Mean, anomaly.Mean.Length),
            Value(anomaly.Projection.Data, anomaly.Projection.Rows, anomaly.Projection.Columns),
            Value(anomaly.Bank.Data, anomaly.Bank.Rows, anomaly.Bank.Columns),
            Value(anomaly.BankNorm, anomaly.BankNorm.Length),
        ];
        ClassifierInputs = head.Classifier is not { } classifier ? [] :
        [
            Value(classifier.Mean, classifier.Mean.Length),
            Value(classifier.Scale, classifier.Scale.Length),
            Value(classifier.Weight.Data, classifier.Weight.Rows, classifier.Weight.Columns),
            Value(classifier.Bias, classifier.Bias.Length),
        ];
        MarkedInputs = anomaly.Marked is not { } marked ? [] :
        [
            AnomalyInputs[0],
            AnomalyInputs[1],
            Value(marked.Data, marked.Rows, marked.Columns),
            Value(anomaly.MarkedNorm, anomaly.MarkedNorm.Length),
        ];
        _values = [.. AnomalyInputs, .. ClassifierInputs, .. MarkedInputs.Skip(2)];
    }

    /// <summary>Its version and classes.</summary>
    public HeadManifest Manifest { get; }

    /// <summary>What was learnt.</summary>
    public Head Head { get; }

    /// <summary>mean, projection, bank, bank_norm.</summary>
    internal OrtValue[] AnomalyInputs { get; }

    /// <summary>mean, projection, marked patches, their squared lengths: the anomaly graph on what people marked; empty without marks.</summary>
    internal OrtValue[] MarkedInputs { get; }

    /// <summary>mean, scale, weight, bias; empty without a classifier.</summary>
    internal OrtValue[] ClassifierInputs { get; }

    /// <summary>Whether the tensors have been freed.</summary>
    internal bool IsFreed => Volatile.Read(ref _uses) == 0;

    /// <summary>Takes part in the use of the tensors; false once they are freed.</summary>
    internal bool TryAcquire()
    {
        var uses = Volatile.Read(ref _uses);
        while (uses > 0)
        {
            var seen = Interlocked.CompareExchange(ref _uses, uses + 1, uses);
            if (seen == uses)
            {
                return true;
            }

            uses = seen;
        }

        return false;
    }

    internal void Release()
    {
        if (Interlocked.Decrement(ref _uses) == 0)
        {
            foreach (var value in _values)
            {
                value.Dispose();
            }
        }
    }

    /// <summary>Gives up the owner's use; leases that are out keep the tensors alive.</summary>
    public void Dispose() => Release();

    private static OrtValue Value(float[] data, params long[] shape) => OrtValue.CreateTensorValueFromMemory(data, shape);
}
