using EdgeTransfer.Core.Heads.Anomaly;
using EdgeTransfer.Core.Mathematics;
using EdgeTransfer.Inference.Models;
using EdgeTransfer.Testing;

namespace EdgeTransfer.Inference.Judging;

public sealed class PartJudgeTests : IDisposable
{
    private static readonly InferenceOptions Options = new() { ModelsFolder = Repository.Models };

    private readonly Backbone _backbone = Backbone.Load(Options, "efficientnet-lite0").Value!;
    private readonly HeadGraphs _graphs = HeadGraphs.Load(Options).Value!;

    [Fact]
    public void Judge_RandomHead_AgreesWithTheReferenceInCore()
    {
        using var judge = new PartJudge(_backbone, _graphs, 64);
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
        using var judge = new PartJudge(_backbone, _graphs, 64);
        using var two = SmallHead.Serve("a", 152, 1888, 10, ["ok", "pit"]);
        using var four = SmallHead.Serve("b", 152, 1888, 10, ["a", "b", "c", "ok"], seed: 2);
        judge.ComputeFeatures();

        judge.Judge(two).DefectClass.ShouldBe("pit");
        judge.Classify(four).Length.ShouldBe(4);
        judge.Judge(four).DefectClass!.Length.ShouldBe(1);
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
        using var judge = new PartJudge(_backbone, _graphs, 64);
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

        ((GC.GetAllocatedBytesForCurrentThread() - before) / 20).ShouldBeLessThan(4096);
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
