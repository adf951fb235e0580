using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Labels;
using Microsoft.ML.OnnxRuntime;

namespace EdgeTransfer.Benchmarks;

/// <summary>The head graphs with everything bound before: the least that judging can cost.</summary>
internal sealed class BareGraphs : IDisposable
{
    private static readonly string[] AnomalyInputs = ["patches", "mean", "projection", "bank", "bank_norm"];
    private static readonly string[] AnomalyOutputs = ["anomaly_map"];
    private static readonly string[] ClassifierInputs = ["embedding", "mean", "scale", "weight", "bias"];
    private static readonly string[] ClassifierOutputs = ["logits"];

    private readonly RunOptions _run = new();
    private readonly InferenceSession _anomaly;
    private readonly InferenceSession _classifier;
    private readonly OrtValue[] _bank, _marks, _map, _embedding, _logits;

    public BareGraphs(string models, Features features, Head head)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        options.AddSessionConfigEntry("session.set_denormal_as_zero", "1");
        _anomaly = new(Path.Combine(models, "anomaly-head.onnx"), options);
        _classifier = new(Path.Combine(models, "classifier-head.onnx"), options);
        var (anomaly, classifier) = (head.Anomaly, head.Classifier!);
        var patches = Value(features.Patches, 1, features.Rows, features.Columns, features.Dimension);
        var (mean, projection) = (Value(anomaly.Mean, anomaly.Mean.Length), Value(anomaly.Projection.Data, anomaly.Projection.Rows, anomaly.Projection.Columns));
        _bank = [patches, mean, projection, Value(anomaly.Bank.Data, anomaly.Bank.Rows, anomaly.Bank.Columns), Value(anomaly.BankNorm, anomaly.Bank.Rows)];
        _marks = [patches, mean, projection, Value(anomaly.Marked!.Data, anomaly.Marked.Rows, anomaly.Marked.Columns), Value(anomaly.MarkedNorm, anomaly.Marked.Rows)];
        _map = [Value(new float[features.Rows * features.Columns], 1, features.Rows, features.Columns)];
        _embedding =
        [
            Value(features.Embedding, 1, features.Embedding.Length), Value(classifier.Mean, classifier.Mean.Length), Value(classifier.Scale, classifier.Scale.Length),
            Value(classifier.Weight.Data, classifier.Weight.Rows, classifier.Weight.Columns), Value(classifier.Bias, classifier.Bias.Length),
        ];
        _logits = [Value(new float[classifier.Bias.Length], 1, classifier.Bias.Length)];
    }

    public void Run(bool withMarks)
    {
        _anomaly.Run(_run, AnomalyInputs, _bank, AnomalyOutputs, _map);
        if (withMarks)
        {
            _anomaly.Run(_run, AnomalyInputs, _marks, AnomalyOutputs, _map);
        }

        _classifier.Run(_run, ClassifierInputs, _embedding, ClassifierOutputs, _logits);
    }

    public void Dispose()
    {
        foreach (var value in _bank.Concat(_marks.Skip(3)).Concat(_map).Concat(_embedding).Concat(_logits))
        {
            value.Dispose();
        }

        _anomaly.Dispose();
        _classifier.Dispose();
        _run.Dispose();
    }

    private static OrtValue Value(float[] data, params long[] shape) => OrtValue.CreateTensorValueFromMemory(data, shape);
}
