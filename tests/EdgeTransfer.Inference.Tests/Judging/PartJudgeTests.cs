using EdgeTransfer.Core.Heads.Anomaly;
using EdgeTransfer.Core.Mathematics;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Core.Views;
using EdgeTransfer.Inference.Models;
using EdgeTransfer.Testing;

namespace EdgeTransfer.Inference.Judging;

public sealed class PartJudgeTests : IDisposable
{
    private static readonly InferenceOptions Options = new() { ModelsFolder = Repository.Models };

    private static readonly Recipe Small = new() { Product = "p", InputSize = 64 };

    private readonly Backbone _backbone = Backbone.Load(Options, "efficientnet-lite0").Value!;
    private readonly HeadGraphs _graphs = HeadGraphs.Load(Options).Value!;

    [Fact]
    public void Judge_RandomHead_AgreesWithTheReferenceInCore()
    {
        using var judge = new PartJudge(_backbone, _graphs, Small);
        using var head = SmallHead.Serve("h", 152, 1888, 300, ["crack", "ok", "pit"]);
        new Random(3).NextBytes(judge.Image);
        judge.ComputeFeatures();

        var scores = judge.Judge(head);

        var features = judge.CopyFeatures();
        var map = head.Head.Anomaly.Judge(new Matrix(16, 152, features.Patches));
        judge.Map.ToArray().Zip(map, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-3f);
        scores.Anomaly.ShouldBe(AnomalyHead.Score(map, 5), 1e-3);
        var (classifier, defect) = head.Head.Classifier!.Score(head.Head.Classifier.Judge(features.Embedding));
        scores.Classifier!.Value.ShouldBe(classifier, 1e-3);
        scores.DefectClass.ShouldBe(defect);
        GoldenCheck.CheckHead(_backbone, _graphs, Noise(), head).IsOk.ShouldBeTrue();
    }

    [Fact]
    public void Judge_AfterASwapToOtherClasses_UsesTheNewHead()
    {
        using var judge = new PartJudge(_backbone, _graphs, Small);
        using var two = SmallHead.Serve("a", 152, 1888, 10, ["ok", "pit"]);
        using var four = SmallHead.Serve("b", 152, 1888, 10, ["a", "b", "c", "ok"], seed: 2);
        judge.ComputeFeatures();

        judge.Judge(two).DefectClass.ShouldBe("pit");
        judge.Classify(four).Length.ShouldBe(4);
        judge.Judge(four).DefectClass!.Length.ShouldBe(1);
    }

    [Fact]
    public void ComputeFeatures_Tiles_AreStitchedFromTheTileInWhichAPatchLiesDeepest()
    {
        var recipe = Small with { Tiles = new(2, 3, 32) };
        using var judge = new PartJudge(_backbone, _graphs, recipe);
        using var alone = new PartJudge(_backbone, _graphs, Small);
        new Random(3).NextBytes(judge.Image);

        judge.ComputeFeatures();

        var features = judge.CopyFeatures();
        (features.Rows, features.Columns).ShouldBe((recipe.CanvasHeight / 16, recipe.CanvasWidth / 16));
        var mean = new float[features.Embedding.Length];
        for (var tile = 0; tile < 6; tile++)
        {
            judge.Image.Slice(tile * alone.Image.Length, alone.Image.Length).CopyTo(alone.Image);
            alone.ComputeFeatures();
            var single = alone.CopyFeatures();
            var (tileRow, tileColumn) = (tile / 3, tile % 3);
            // Tiles of 4 × 4 patches begin every 2 of them: a seam lies one patch into what they share.
            for (var row = tileRow == 0 ? 0 : 1; row < (tileRow == 1 ? 4 : 3); row++)
            {
                for (var column = tileColumn == 0 ? 0 : 1; column < (tileColumn == 2 ? 4 : 3); column++)
                {
                    var at = (((tileRow * 2) + row) * features.Columns) + (tileColumn * 2) + column;
                    features.Patches.AsSpan(at * 152, 152).ToArray().Zip(single.Patches.AsSpan(((row * 4) + column) * 152, 152).ToArray(), (a, b) => Math.Abs(a - b))
                        .Max().ShouldBeLessThan(1e-3f, $"tile {tile}, patch {row}, {column}");
                }
            }

            mean = [.. mean.Zip(single.Embedding, (a, b) => a + (b / 6))];
        }

        features.Embedding.Zip(mean, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-3f);
    }

    [Fact]
    public void EmbedViews_Tiles_AreTheMeanOverTheTurnedTiles()
    {
        var view = new SquareView(true, false, true);
        using var judge = new PartJudge(_backbone, _graphs, Small with { Tiles = new(1, 2, 0) });
        using var alone = new PartJudge(_backbone, _graphs, Small);
        var image = new byte[judge.Image.Length];
        new Random(4).NextBytes(image);

        var embedding = judge.EmbedViews(image, [view]).ShouldHaveSingleItem();

        var (left, right) = (alone.EmbedViews(image.AsSpan(0, image.Length / 2), [view])[0], alone.EmbedViews(image.AsSpan(image.Length / 2), [view])[0]);
        embedding.Zip(left.Zip(right, (a, b) => (a + b) / 2), (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-3f);
    }

    [Fact]
    public void Judge_Tiles_AgreesWithTheReferenceInCore()
    {
        using var judge = new PartJudge(_backbone, _graphs, Small with { Tiles = new(2, 3, 32) });
        using var head = SmallHead.Serve("h", 152, 1888, 300, ["crack", "ok"]);
        new Random(3).NextBytes(judge.Image);
        judge.ComputeFeatures();

        var scores = judge.Judge(head);

        var features = judge.CopyFeatures();
        var map = head.Head.Anomaly.Judge(new Matrix(6 * 8, 152, features.Patches));
        judge.Map.ToArray().Zip(map, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-3f);
        scores.Classifier!.Value.ShouldBe(head.Head.Classifier!.Score(head.Head.Classifier.Judge(features.Embedding)).Score, 1e-3);
    }

    [Fact]
    public void CheckHead_HeadOfAnotherFeatureSpace_IsRefused()
    {
        using var head = SmallHead.Serve("h", dimension: 100);

        GoldenCheck.CheckHead(_backbone, _graphs, Noise(), head).Refusal!.Message.ShouldContain("100");
    }

    [Fact]
    public void Judge_ManyParts_AllocatesLittle()
    {
        using var judge = new PartJudge(_backbone, _graphs, Small);
        using var head = SmallHead.Serve("h", 152, 1888, 300, ["ok", "pit"]);
        void Part()
        {
            judge.ComputeFeatures();
            judge.Judge(head);
        }

        Part();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 20; i++)
        {
            Part();
        }

        ((GC.GetAllocatedBytesForCurrentThread() - before) / 20).ShouldBeLessThan(2048);
    }

    private static byte[] Noise()
    {
        var image = new byte[GoldenCheck.InputSize * GoldenCheck.InputSize * 3];
        new Random(3).NextBytes(image);
        return image;
    }

    public void Dispose()
    {
        _graphs.Dispose();
        _backbone.Dispose();
    }
}
