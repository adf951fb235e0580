using System.Text.Json;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Evaluating;
using EdgeTransfer.Tests.Cli;
using EdgeTransfer.Tests.Stations;
using EdgeTransfer.Vision.Simulation;

namespace EdgeTransfer.Tests.Evaluating;

public sealed class ShotEvaluationTests(ModelsFixture fixture) : IClassFixture<ModelsFixture>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Run_OddImageNotListed_IsTestedAndListedOnesAreNot()
    {
        await TwoClassesWithAnOddOneAsync();

        var result = Evaluate(ok: null, shots: "3", draws: null, Splits(["a-0.png", "a-1.png", "a-2.png"], ["b-0.png", "b-1.png", "b-2.png"]));

        // a: only the odd one is left, and it is taken for a b; b: one is left, judged right. Testing the six as well would give 7/8.
        result.Rows[0].BalancedAccuracy.ShouldBe(new(0.5, 0));
        (result.Images, result.LeftOut, result.Draws).ShouldBe((8, 0, 1));
    }

    [Fact]
    public async Task Run_OddImageInOneOfTwoDraws_GivesMeanAndDeviation()
    {
        await TwoClassesWithAnOddOneAsync();
        var draws = new[] { (string[])["a-0.png", "a-1.png", "a-2.png"], ["a-0.png", "a-1.png"] };

        var result = Evaluate(ok: null, shots: "3", draws: null, Splits([.. draws.Select(a => (a, new[] { "b-0.png", "b-1.png", "b-2.png" }))]));

        // the second draw tests a-2 (right) and the odd one (wrong): (1/2 + 1) / 2
        result.Rows[0].BalancedAccuracy.Mean.ShouldBe((0.5 + 0.75) / 2, 1e-12);
        result.Rows[0].BalancedAccuracy.Sd.ShouldBe(0.25 / Math.Sqrt(2), 1e-12);
    }

    [Fact]
    public async Task Run_GoodPartsAndJpegsWithMasks_LearnsWholeHeads()
    {
        byte[][] good = await Drawn.GoodAsync(20), holes = await Drawn.DefectsAsync(SimDefect.MissingHole, 12);
        foreach (var (name, files) in new[] { ("MT_Free", good), ("MT_Hole", holes) })
        {
            _folder.Images($"{name}/Imgs", files.Select(f => Drawn.Jpeg(name == "MT_Free" ? f : Drawn.Spoilt(f))), ".jpg", name);
            _folder.Images($"{name}/Imgs", files.Select(_ => name == "MT_Free" ? "never read"u8.ToArray() : Drawn.MaskOfSpoilt()), ".png", name);
        }

        _folder.Write("MT_Hole/Imgs/broken.jpg", "no image");

        var first = Evaluate(ok: "MT_Free", shots: "5", draws: 1, splits: null);
        var second = Evaluate(ok: "MT_Free", shots: "5", draws: 1, splits: null);

        (first.Images, first.LeftOut, first.Draws).ShouldBe((32, 1, 1));
        var row = first.Rows.ShouldHaveSingleItem();
        row.Shots.ShouldBe(5);
        row.Auroc!.Fusion.ShouldBeGreaterThan(0.9);
        row.Auroc.Anomaly.ShouldBeGreaterThan(0.9);
        row.BalancedAccuracy.Mean.ShouldBeGreaterThan(0.6);
        row.PixelAuroc!.Value.ShouldBeGreaterThan(0.9);
        row.Aupro!.Value.ShouldBeGreaterThan(0.7);
        row.Defects.ShouldHaveSingleItem().ShouldBe(new("MT_Hole", 8, row.Auroc.Fusion, row.EscapeRateAtFalseRejects!, row.PixelAuroc, row.Aupro));
        row.PerDraw.Auroc.ShouldBe([row.Auroc]);
        row.PerDraw.BalancedAccuracy.ShouldBe([row.BalancedAccuracy.Mean]);
        (first.Masks, first.Marks).ShouldBe((12, false));
        JsonSerializer.Serialize(second with { Seconds = 0 }).ShouldBe(JsonSerializer.Serialize(first with { Seconds = 0 }), "same seed");
    }

    [Fact]
    public async Task Run_WithDetail_ShowsTheFirstDrawWithTheMostShots()
    {
        await TwoClassesWithAnOddOneAsync();
        var splits = Splits(["a-0.png", "a-1.png", "a-2.png"], ["b-0.png", "b-1.png", "b-2.png"]);

        var (figures, detail) = ShotEvaluation.Run(
            fixture.Models, new Recipe { Product = "evaluation" }, Plan(ok: null, "3", null, splits), withDetail: true, new Quiet(), TestContext.Current.CancellationToken);

        detail!.Name.ShouldBe("draw 1 of 1, 3 labelled images of each class");
        detail.Classes.ShouldBe([("a", "b"), ("b", "b")]);
        detail.Head.ShouldBeNull();
        figures.Rows[0].BalancedAccuracy.Mean.ShouldBe(0.5);
    }

    [Fact]
    public async Task Sample_WithAndWithoutMarks_CarriesTheBoxesOfTheMaskOrNone()
    {
        var parts = await Drawn.GoodAsync(8);
        _folder.Images("ok", parts[..4].Select(Drawn.Jpeg), ".jpg", "ok");
        _folder.Images("square", parts[4..].Select(Drawn.Spoilt).Select(Drawn.Jpeg), ".jpg", "square");
        _folder.Images("square", [Drawn.MaskOfSpoilt()], ".png", "square");
        var plan = ShotPlan.Read(_folder.Root, "2", draws: 4, ok: "ok", okCount: 2, splits: null, seed: 1, marks: true);
        using var extractor = new FeatureExtractor(fixture.Models, new Recipe { Product = "evaluation" });

        var images = ShotImages.Read(extractor, plan, new Quiet(), TestContext.Current.CancellationToken);

        string[] files = plan.Files["square"];
        images.Sample(files[0], "square", withMarks: true).Marks.ShouldBe([new MarkBox(80 / 320.0, 128 / 320.0, 64 / 320.0, 32 / 320.0)]);
        images.Sample(files[0], "square", withMarks: false).Marks.ShouldBeEmpty();
        images.Sample(files[1], "square", withMarks: true).Marks.ShouldBeEmpty("it has no mask");
        images.Marks.Keys.ShouldBe([files[0]]);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Class a: three good parts and one with a missing hole that is also in class b; class b: four with missing holes.</summary>
    private async Task TwoClassesWithAnOddOneAsync()
    {
        byte[][] good = await Drawn.GoodAsync(3), holes = await Drawn.DefectsAsync(SimDefect.MissingHole, 4);
        byte[][] a = [.. good, holes[0]], b = [holes[0], holes[1], holes[2], holes[1]];
        foreach (var (name, files) in new[] { ("a", a), ("b", b) })
        {
            foreach (var (index, file) in files.Index())
            {
                File.WriteAllBytes(_folder.Path(name, $"{name}-{index}.png"), file);
            }
        }
    }

    private string Splits(string[] a, string[] b) => Splits((a, b));

    private string Splits(params (string[] A, string[] B)[] draws) =>
        _folder.Write("splits.json", JsonSerializer.Serialize(new { draws = draws.Select(d => new Dictionary<string, object> { ["3"] = new { a = d.A, b = d.B } }) }));

    private ShotPlan Plan(string? ok, string shots, int? draws, string? splits) => ShotPlan.Read(_folder.Root, shots, draws, ok, okCount: 10, splits, seed: 1);

    private ShotResult Evaluate(string? ok, string shots, int? draws, string? splits)
    {
        var (result, detail) = ShotEvaluation.Run(
            fixture.Models, new Recipe { Product = "evaluation" }, Plan(ok, shots, draws, splits), withDetail: false, new Quiet(), TestContext.Current.CancellationToken);
        detail.ShouldBeNull();
        return result;
    }
}
