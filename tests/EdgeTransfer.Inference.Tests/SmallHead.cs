using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Heads.Anomaly;
using EdgeTransfer.Core.Heads.Classifier;
using EdgeTransfer.Core.Heads.Fusion;
using EdgeTransfer.Core.Mathematics;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Inference.Heads;

namespace EdgeTransfer.Inference;

/// <summary>Heads of random numbers, of any size.</summary>
internal static class SmallHead
{
    public static ServedHead Serve(string version, int dimension = 3, int features = 4, int rows = 5, string[]? classes = null, int seed = 1, int marked = 0) =>
        new(Manifest(version, classes ?? []), Make(dimension, features, rows, classes ?? [], seed, marked));

    public static Policy Bands(string head) => new() { Version = "p-" + head, Head = head, UnsureFrom = 1, NgFrom = 2, Method = "test" };

    private static Head Make(int dimension, int features, int rows, string[] classes, int seed, int marked)
    {
        var random = new Random(seed);
        float[] Some(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() - 0.5))];
        var anomaly = new AnomalyHead(Some(dimension), new Matrix(dimension, dimension, Some(dimension * dimension)), new Matrix(rows, dimension, Some(rows * dimension)));
        var classifier = classes.Length == 0
            ? null
            : new ClassifierHead(classes, Some(features), Some(features), new Matrix(features, classes.Length, Some(features * classes.Length)), Some(classes.Length));
        if (marked > 0)
        {
            anomaly = new AnomalyHead(anomaly.Mean, anomaly.Projection, anomaly.Bank, new Matrix(marked, dimension, Some(marked * dimension)), 2);
        }

        return new Head(anomaly, classifier, new ScoreFusion(new Standard(0, 1), classifier is null ? null : new Standard(0, 1)));
    }

    private static HeadManifest Manifest(string version, string[] classes) => new()
    {
        Version = version,
        Product = "p",
        FeatureKey = "k",
        Backbone = "b",
        InputSize = 224,
        TopPatches = 5,
        Classes = classes,
        Created = default,
        Origin = "test",
        Samples = new Dictionary<string, int>(),
        TensorsSha256 = "",
    };
}
