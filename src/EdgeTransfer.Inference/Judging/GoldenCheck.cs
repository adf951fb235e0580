using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Heads.Anomaly;
using EdgeTransfer.Core.Heads.Fusion;
using EdgeTransfer.Core.Mathematics;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Inference.Models;

namespace EdgeTransfer.Inference.Judging;

/// <summary>Compares backbone and anomaly graph with known answers, and each head with its reference in Core (law 7).</summary>
public static class GoldenCheck
{
    /// <summary>Largest absolute difference of a float32 feature or distance.</summary>
    public const double FloatTolerance = 1e-3;

    /// <summary>Smallest cosine of an int8 backbone's features: integer kernels differ between processors.</summary>
    public const double Int8Cosine = 0.99;

    /// <summary>Side of the golden image, pixels.</summary>
    public const int InputSize = 224;

    /// <summary>The backbone, float32 and int8, whose features are golden.</summary>
    private const string GoldenBackbone = "efficientnet-lite0";

    /// <summary>Path of the golden image.</summary>
    public static string InputFile(InferenceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return Path.Combine(options.Folder, "golden", "input.png");
    }

    /// <summary>Checks the backbone and the anomaly graph.</summary>
    /// <param name="options">Where the golden vectors lie.</param>
    /// <param name="backbone">The network; one without golden vectors of its own has only its graphs checked.</param>
    /// <param name="graphs">Head graphs.</param>
    /// <param name="rgb">The golden image, 224 × 224 × 3.</param>
    /// <returns>What was compared, in words, or the mismatch.</returns>
    public static Result<string> Check(InferenceOptions options, Backbone backbone, HeadGraphs graphs, ReadOnlySpan<byte> rgb)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(backbone);
        using var judge = new PartJudge(backbone, graphs, GoldenRecipe);
        rgb.CopyTo(judge.Image);
        judge.ComputeFeatures();
        var features = judge.CopyFeatures();

        var quantised = backbone.Manifest.Quantisation is not null;
        var suffix = quantised ? ".int8" : "";
        if (backbone.Manifest.Name != GoldenBackbone && backbone.Manifest.Name != GoldenBackbone + "-int8")
        {
            return CheckAnomalyGraph(options, judge, features);
        }

        foreach (var (name, actual) in new[] { ("patches" + suffix, features.Patches), ("embedding" + suffix, features.Embedding) })
        {
            var expected = Read(options, name);
            if (!expected.IsOk)
            {
                return expected.Refusal;
            }

            if (Mismatch(name, actual, expected.Value, quantised) is { } mismatch)
            {
                return new Refusal(RefusalKind.Damaged, $"Backbone {backbone.Manifest.Name} does not give its golden vectors: {mismatch}.");
            }
        }

        return CheckAnomalyGraph(options, judge, features);
    }

    /// <summary>
    /// Checks that the graphs give for a head what Core's reference gives, on the golden image: no head has learnt it, and near
    /// a bank row a distance would be the root of a rounding error.
    /// </summary>
    public static Result<string> CheckHead(Backbone backbone, HeadGraphs graphs, ReadOnlySpan<byte> rgb, ServedHead head)
    {
        ArgumentNullException.ThrowIfNull(head);
        using var judge = new PartJudge(backbone, graphs, GoldenRecipe);
        rgb.CopyTo(judge.Image);
        judge.ComputeFeatures();
        var features = judge.CopyFeatures();
        if (head.Head.Anomaly.Mean.Length != features.Dimension)
        {
            return new Refusal(RefusalKind.Invalid, $"The head takes patches of {head.Head.Anomaly.Mean.Length} values, the backbone gives {features.Dimension}.");
        }

        judge.Judge(head);
        var expected = head.Head.Anomaly.Judge(new Matrix(features.Rows * features.Columns, features.Dimension, features.Patches));
        var mismatch = Mismatch("anomaly map", judge.Map, expected, quantised: false);
        if (mismatch is null && head.Head.Classifier is { } classifier)
        {
            mismatch = Mismatch("logits", judge.Classify(head), classifier.Judge(features.Embedding), quantised: false);
        }

        return mismatch is null ? "graphs and reference agree" : new Refusal(RefusalKind.Damaged, $"Head {head.Manifest.Version}: {mismatch}.");
    }

    private static Result<string> CheckAnomalyGraph(InferenceOptions options, PartJudge judge, Core.Labels.Features features)
    {
        var tensors = new Dictionary<string, float[]>();
        foreach (var name in new[] { "patches", "anomaly.mean", "anomaly.projection", "anomaly.bank", "anomaly.map" })
        {
            var vector = Read(options, name);
            if (!vector.IsOk)
            {
                return vector.Refusal;
            }

            tensors[name] = vector.Value;
        }

        var dimension = tensors["anomaly.mean"].Length;
        if (dimension != features.Dimension)
        {
            return $"backbone checked; its patches of {features.Dimension} values have no golden head";
        }

        var anomaly = new AnomalyHead(
            tensors["anomaly.mean"],
            new Matrix(dimension, dimension, tensors["anomaly.projection"]),
            new Matrix(tensors["anomaly.bank"].Length / dimension, dimension, tensors["anomaly.bank"]));
        using var head = new ServedHead(GoldenManifest, new Head(anomaly, null, new ScoreFusion(new Standard(0, 1), null)));
        judge.UseFeatures(features with { Patches = tensors["patches"] });
        judge.Judge(head);
        return Mismatch("anomaly.map", judge.Map, tensors["anomaly.map"], quantised: false) is { } mismatch
            ? new Refusal(RefusalKind.Damaged, $"The anomaly graph does not give its golden map: {mismatch}.")
            : "backbone and anomaly graph give their golden vectors";
    }

    private static Recipe GoldenRecipe { get; } = new() { Product = "golden", InputSize = InputSize };

    private static HeadManifest GoldenManifest { get; } = new()
    {
        Version = "golden",
        Product = "golden",
        FeatureKey = "",
        Backbone = "",
        InputSize = InputSize,
        TopPatches = 5,
        Created = default,
        Origin = "golden",
        Samples = new Dictionary<string, int>(),
        TensorsSha256 = "",
    };

    private static string? Mismatch(string name, ReadOnlySpan<float> actual, ReadOnlySpan<float> expected, bool quantised)
    {
        if (actual.Length != expected.Length)
        {
            return $"{name} has {actual.Length} values, expected {expected.Length}";
        }

        if (quantised)
        {
            var cosine = TensorPrimitives.CosineSimilarity(actual, expected);
            return cosine >= Int8Cosine ? null : $"{name} has a cosine of {cosine:0.0000}, at least {Int8Cosine} is needed";
        }

        var largest = 0f;
        for (var i = 0; i < actual.Length; i++)
        {
            var difference = MathF.Abs(actual[i] - expected[i]);
            largest = difference > largest || float.IsNaN(difference) ? difference : largest;
        }

        return largest <= FloatTolerance ? null : $"{name} differs by {largest:0.#####}, at most {FloatTolerance} is allowed";
    }

    private static Result<float[]> Read(InferenceOptions options, string name)
    {
        var bytes = ModelFiles.ReadListed(options.Folder, $"golden/{name}.f32");
        return bytes.IsOk ? MemoryMarshal.Cast<byte, float>(bytes.Value).ToArray() : bytes.Refusal;
    }
}
