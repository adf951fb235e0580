using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Heads.Anomaly;
using EdgeTransfer.Core.Heads.Classifier;
using EdgeTransfer.Core.Heads.Fusion;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Mathematics;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Inference.Judging;
using EdgeTransfer.Vision.Maps;

namespace EdgeTransfer.Tests.Stations;

/// <summary>What a part costs beyond the backbone, at the size of a real line: 400 patches, a bank of 4096 rows.</summary>
public sealed class JudgingStepTests(ModelsFixture fixture) : IClassFixture<ModelsFixture>, IDisposable
{
    private const int Dimension = 152;
    private const int Embedding = 1888;
    private const int Grid = 20;
    private const int Regions = 3;

    private readonly PartJudge _judge = new(fixture.Models.Backbone, fixture.Models.Graphs, new Recipe { Product = "p", InputSize = Grid * 16 });
    private readonly RegionFinder _finder = new();
    private readonly Region _area = new(0, 0, 640, 640);
    private readonly Random _random = new(1);

    [Fact]
    public void Judge_PartWithSomeRegions_AllocatesAtMostTwoKilobytes()
    {
        using var head = Head();
        _judge.UseFeatures(PartWithDefects());
        Step(head).Count.ShouldBe(Regions);
        Step(head);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Step(head);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThanOrEqualTo(2048);
    }

    public void Dispose()
    {
        _finder.Dispose();
        _judge.Dispose();
    }

    private IReadOnlyList<DefectRegion> Step(ServedHead head)
    {
        _judge.Judge(head);
        return _finder.Find(_judge.Map, _judge.Rows, _judge.Columns, head.Head.MapLevel, _area);
    }

    /// <summary>Equal patches, but for some that are far from every row of the bank.</summary>
    private Features PartWithDefects()
    {
        var patches = new float[Grid * Grid * Dimension];
        for (var i = 0; i < Regions; i++)
        {
            patches.AsSpan(((i * 5 * Grid) + 7) * Dimension, 2 * Dimension).Fill(9);
        }

        return new(patches, Grid, Grid, Dimension, Some(Embedding));
    }

    private ServedHead Head()
    {
        string[] classes = ["a", "b", "c", "d", "e", "ok"];
        var anomaly = new AnomalyHead(Some(Dimension), new Matrix(Dimension, Dimension, Some(Dimension * Dimension)), new Matrix(4096, Dimension, Some(4096 * Dimension)));
        var classifier = new ClassifierHead(classes, Some(Embedding), Some(Embedding), new Matrix(Embedding, 6, Some(Embedding * 6)), Some(6));
        var plain = anomaly.Judge(new Matrix(1, Dimension, new float[Dimension]))[0];
        var manifest = new HeadManifest
        {
            Version = "h", Product = "p", FeatureKey = "", Backbone = "", InputSize = Grid * 16, TopPatches = 5, Created = default, Origin = "test",
            Classes = classes, Samples = new Dictionary<string, int>(), TensorsSha256 = "",
        };
        return new(manifest, new Head(anomaly, classifier, new ScoreFusion(new Standard(0, 1), new Standard(0, 1)), plain * 1.5));
    }

    private float[] Some(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)(_random.NextDouble() - 0.5))];
}
