using EdgeTransfer.Core.Heads.Anomaly;
using EdgeTransfer.Core.Mathematics;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Core.Views;
using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Inference.Models;
using EdgeTransfer.Testing;
using Microsoft.ML.OnnxRuntime;

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
    public void JudgeInShadow_OtherHead_LeavesMapAndVerdictOfTheFirst()
    {
        using var judge = new PartJudge(_backbone, _graphs, Small);
        using var head = SmallHead.Serve("a", 152, 1888, 10, ["ok", "pit"]);
        using var other = SmallHead.Serve("b", 152, 1888, 10, ["a", "b", "c", "ok"], seed: 2);
        new Random(3).NextBytes(judge.Image);
        judge.ComputeFeatures();
        var scores = judge.Judge(head);
        var map = judge.Map.ToArray();

        var shadow = judge.JudgeInShadow(other);

        shadow.ShouldBe(Alone(other));
        shadow.ShouldNotBe(scores);
        judge.Map.ToArray().ShouldBe(map);
        judge.Judge(head).ShouldBe(scores);

        Core.Inspecting.Scores Alone(ServedHead served)
        {
            using var alone = new PartJudge(_backbone, _graphs, Small);
            alone.UseFeatures(judge.CopyFeatures());
            return alone.Judge(served);
        }
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

    /// <summary>The image as it lies, mirrored both ways and turned by half; the map stays that of the image as it lies.</summary>
    [Theory]
    [InlineData(2, false)]
    [InlineData(4, false)]
    [InlineData(8, false)]
    [InlineData(4, true)]
    public void ComputeFeatures_JudgedViews_EmbedTheirMeanAndKeepTheMap(int views, bool tiled)
    {
        var recipe = tiled ? Small with { Tiles = new(1, 2, 0) } : Small;
        using var judge = new PartJudge(_backbone, _graphs, recipe with { JudgedViews = views });
        using var plain = new PartJudge(_backbone, _graphs, recipe);
        using var head = SmallHead.Serve("h", 152, 1888, 300, ["ok", "pit"]);
        new Random(3).NextBytes(judge.Image);
        judge.Image.CopyTo(plain.Image);

        judge.ComputeFeatures();
        plain.ComputeFeatures();

        judge.Judge(head);
        plain.Judge(head);
        judge.Map.ToArray().ShouldBe(plain.Map.ToArray());
        judge.CopyFeatures().Patches.ShouldBe(plain.CopyFeatures().Patches);
        float[][] embeddings = [plain.CopyFeatures().Embedding, .. plain.EmbedViews(judge.Image, HarmlessViews.Judged(views).Cast<IImageView>().ToArray())];
        embeddings.Length.ShouldBe(views);
        var embedding = judge.CopyFeatures().Embedding;
        embedding.Where((value, f) => Math.Abs(value - embeddings.Average(e => e[f])) > 1e-3f).ShouldBeEmpty();
        embedding.Where((value, f) => Math.Abs(value - embeddings[0][f]) > 1e-2f).ShouldNotBeEmpty("the views differ");
    }

    /// <summary>The views that teach are embedded each for itself, whatever a part is judged by.</summary>
    [Fact]
    public void EmbedViews_RecipeWithJudgedViews_AreNotAveraged()
    {
        IImageView[] views = [new LitView(0.75, 1), new ShiftedView(1, -1)];
        using var judge = new PartJudge(_backbone, _graphs, Small with { JudgedViews = 4 });
        using var plain = new PartJudge(_backbone, _graphs, Small);
        var image = new byte[plain.Image.Length];
        new Random(5).NextBytes(image);

        judge.EmbedViews(image, views).SelectMany(e => e).ShouldBe(plain.EmbedViews(image, views).SelectMany(e => e));
    }

    [Fact]
    public void Judge_HeadWithMarked_AgreesWithTheReferenceInCore()
    {
        using var judge = new PartJudge(_backbone, _graphs, Small);
        using var head = SmallHead.Serve("h", 152, 1888, 300, ["crack", "ok"], marked: 7);
        using var unmarked = SmallHead.Serve("u", 152, 1888, 300, ["crack", "ok"]);
        new Random(3).NextBytes(judge.Image);
        judge.ComputeFeatures();

        var scores = judge.Judge(head);

        var map = head.Head.Anomaly.Judge(new Matrix(16, 152, judge.CopyFeatures().Patches));
        judge.Map.ToArray().Zip(map, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-3f);
        scores.Anomaly.ShouldBe(AnomalyHead.Score(map, 5), 1e-3);
        Math.Abs(judge.Judge(unmarked).Anomaly - scores.Anomaly).ShouldBeGreaterThan(0.1, "the marks count");
        judge.Judge(head).Anomaly.ShouldBe(scores.Anomaly, 1e-6, "and leave nothing behind for the next head");
    }

    [Fact]
    public void CheckHead_MarkedTensorChanged_IsRefused()
    {
        using var head = SmallHead.Serve("h", 152, 1888, 300, marked: 7);
        GoldenCheck.CheckHead(_backbone, _graphs, Noise(), head).IsOk.ShouldBeTrue();
        var other = (float[])head.Head.Anomaly.Marked!.Data.Clone();
        other[0] += 5;
        using var changed = OrtValue.CreateTensorValueFromMemory(other, [7, 152]);

        head.MarkedInputs[2] = changed;

        GoldenCheck.CheckHead(_backbone, _graphs, Noise(), head).Refusal!.Message.ShouldContain("anomaly map");
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
        using var head = SmallHead.Serve("h", 152, 1888, 300, ["ok", "pit"], marked: 7);
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
