using EdgeTransfer.Core.Results;
using Microsoft.ML.OnnxRuntime;

namespace EdgeTransfer.Inference.Models;

/// <summary>The two head graphs. All that is learnt is their input, so one session each serves every head and station.</summary>
public sealed class HeadGraphs : IDisposable
{
    internal const string AnomalyFile = "anomaly-head.onnx";
    internal const string ClassifierFile = "classifier-head.onnx";

    private static readonly string[] AnomalyInputs = ["patches", "mean", "projection", "bank", "bank_norm"];
    private static readonly string[] AnomalyOutputs = ["anomaly_map"];
    private static readonly string[] ClassifierInputs = ["embedding", "mean", "scale", "weight", "bias"];
    private static readonly string[] ClassifierOutputs = ["logits"];

    private readonly InferenceSession _anomaly;
    private readonly InferenceSession _classifier;
    private readonly RunOptions _run = new();

    private HeadGraphs(InferenceSession anomaly, InferenceSession classifier) => (_anomaly, _classifier) = (anomaly, classifier);

    /// <summary>Loads both graphs, each checked against <c>SHA256SUMS</c>.</summary>
    public static Result<HeadGraphs> Load(InferenceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var anomaly = Open(options, AnomalyFile);
        if (!anomaly.IsOk)
        {
            return anomaly.Refusal;
        }

        var classifier = Open(options, ClassifierFile);
        if (!classifier.IsOk)
        {
            anomaly.Value.Dispose();
            return classifier.Refusal;
        }

        return new HeadGraphs(anomaly.Value, classifier.Value);
    }

    /// <summary>Inputs in the order patches, mean, projection, bank, bank_norm → anomaly_map [N,h,w].</summary>
    internal void RunAnomaly(OrtValue[] inputs, OrtValue[] map) => _anomaly.Run(_run, AnomalyInputs, inputs, AnomalyOutputs, map);

    /// <summary>Inputs in the order embedding, mean, scale, weight, bias → logits [N,C].</summary>
    internal void RunClassifier(OrtValue[] inputs, OrtValue[] logits) => _classifier.Run(_run, ClassifierInputs, inputs, ClassifierOutputs, logits);

    /// <inheritdoc/>
    public void Dispose()
    {
        _run.Dispose();
        _anomaly.Dispose();
        _classifier.Dispose();
    }

    private static Result<InferenceSession> Open(InferenceOptions options, string file)
    {
        var bytes = ModelFiles.ReadListed(options.Folder, file);
        return bytes.IsOk ? Sessions.Open(bytes.Value, file, threads: 1) : bytes.Refusal;
    }
}
