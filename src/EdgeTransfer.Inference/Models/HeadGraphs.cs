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

    /// <summary>Binds patches, mean, projection, bank, bank_norm → anomaly_map [N,h,w]. The caller disposes it, and keeps the values alive for each run.</summary>
    internal OrtIoBinding BindAnomaly(OrtValue patches, OrtValue[] head, OrtValue map) =>
        Bind(_anomaly, AnomalyInputs, [patches, .. head], AnomalyOutputs[0], map);

    /// <summary>Binds embedding, mean, scale, weight, bias → logits [N,C]; likewise.</summary>
    internal OrtIoBinding BindClassifier(OrtValue embedding, OrtValue[] head, OrtValue logits) =>
        Bind(_classifier, ClassifierInputs, [embedding, .. head], ClassifierOutputs[0], logits);

    /// <summary>Runs the anomaly graph on what was bound.</summary>
    internal void RunAnomaly(OrtIoBinding binding) => _anomaly.RunWithBinding(_run, binding);

    /// <summary>Runs the classifier graph on what was bound.</summary>
    internal void RunClassifier(OrtIoBinding binding) => _classifier.RunWithBinding(_run, binding);

    private static OrtIoBinding Bind(InferenceSession session, string[] names, OrtValue[] inputs, string output, OrtValue result)
    {
        var binding = session.CreateIoBinding();
        foreach (var (i, name) in names.Index())
        {
            binding.BindInput(name, inputs[i]);
        }

        binding.BindOutput(output, result);
        return binding;
    }

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
