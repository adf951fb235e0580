using EdgeTransfer.Core.Heads.Anomaly;
using EdgeTransfer.Core.Heads.Classifier;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Inference;
using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Inference.Judging;
using EdgeTransfer.Inference.Models;
using EdgeTransfer.Testing;
using EdgeTransfer.Vision.Maps;

namespace EdgeTransfer.Benchmarks;

/// <summary>A part with three defects, 400 patches × 4096 rows × 152 and 6 classes on 1888 values, and heads with and without marked patches.</summary>
internal sealed class DrawnPart : IDisposable
{
    public const int Defects = 3, Marks = 1024;

    private const int Side = 20, Dimension = 152, Rows = 4096, Length = 1888;

    private static readonly Region Area = new(0, 0, 640, 640);

    private readonly Backbone _backbone;
    private readonly HeadGraphs _graphs;
    private readonly RegionFinder _regions = new();
    private readonly Features _features;
    private readonly PartJudge _judge;

    public DrawnPart()
    {
        var drawn = new Drawn(1);
        var patches = drawn.Clusters(300, 8, Dimension);
        var rows = patches(Rows);
        _features = new(patches(Side * Side), Side, Side, Dimension, drawn.Normal(Length));
        foreach (var corner in new[] { 42, 131, 285 }) // 3 × 3 patches each
        {
            for (var i = 0; i < 9; i++)
            {
                drawn.Normal(Dimension, 3).CopyTo(_features.Patches, (corner + (i / 3 * Side) + (i % 3)) * Dimension);
            }
        }

        float[] mean = new float[Dimension], identity = [.. Enumerable.Range(0, Dimension * Dimension).Select(i => i % (Dimension + 1) == 0 ? 1f : 0f)];
        var classifier = new ClassifierHead(
            [Label.Ok, "a", "b", "c", "d", "e"], new float[Length], [.. Enumerable.Repeat(1f, Length)], new(Length, 6, drawn.Normal(Length * 6, 0.02)), new float[6]);
        Plain = Serve(new(mean, new(Dimension, Dimension, identity), new(Rows, Dimension, rows)), classifier);
        Marked = Serve(
            new(mean, new(Dimension, Dimension, identity), new(Rows, Dimension, rows), new(Marks, Dimension, drawn.Normal(Marks * Dimension, 3))), classifier);
        Bare = new(Repository.Models, _features, Marked.Head);

        var options = new InferenceOptions { ModelsFolder = Repository.Models };
        (_backbone, _graphs) = (Backbone.Load(options, "efficientnet-lite0").Value!, HeadGraphs.Load(options).Value!);
        _judge = new(_backbone, _graphs, new Recipe { Product = "p", InputSize = Side * 16 });
        _judge.UseFeatures(_features);
    }

    public ServedHead Plain { get; }

    public ServedHead Marked { get; }

    public BareGraphs Bare { get; }

    /// <summary>Both heads, fusion and, for a part that is not OK, regions: as a station does it.</summary>
    public int Judge(ServedHead head, bool withRegions)
    {
        _judge.Judge(head);
        return withRegions ? _regions.Find(_judge.Map, Side, Side, head.Head.MapLevel, Area).Count : 0;
    }

    /// <summary>Maps as the reference has them, and as many regions as there are defects.</summary>
    public void Check()
    {
        foreach (var head in new[] { Plain, Marked })
        {
            var regions = Judge(head, withRegions: true);
            var expected = head.Head.Anomaly.Judge(new(Side * Side, Dimension, _features.Patches));
            var difference = _judge.Map.ToArray().Zip(expected, (a, b) => Math.Abs(a - b)).Max();
            if (regions != Defects || difference > 1e-2)
            {
                throw new InvalidOperationException($"{regions} regions, map differs by {difference}.");
            }
        }
    }

    public void Dispose()
    {
        Bare.Dispose();
        _judge.Dispose();
        Plain.Dispose();
        Marked.Dispose();
        _regions.Dispose();
        _graphs.Dispose();
        _backbone.Dispose();
    }

    private ServedHead Serve(AnomalyHead anomaly, ClassifierHead classifier)
    {
        // Half-way between the highest good patch and the lowest of the defective ones, nine a defect.
        float[] map = [.. anomaly.Judge(new(Side * Side, Dimension, _features.Patches)).OrderDescending()];
        return new(
            new()
            {
                Version = "drawn", Product = "p", FeatureKey = "k", Backbone = "b", InputSize = Side * 16, TopPatches = 5, Classes = classifier.Classes,
                Created = default, Origin = "benchmark", Samples = new Dictionary<string, int>(), TensorsSha256 = "",
            },
            new(anomaly, classifier, new(new(0, 1), new(0, 1)), (map[(9 * Defects) - 1] + map[9 * Defects]) / 2));
    }
}
