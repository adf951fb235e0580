using EdgeTransfer.Cli;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Evaluating;
using EdgeTransfer.Tests.Cli;
using EdgeTransfer.Tests.Stations;
using EdgeTransfer.Vision.Simulation;

namespace EdgeTransfer.Tests.Evaluating;

public sealed class AnomalyEvaluationTests(ModelsFixture fixture) : IClassFixture<ModelsFixture>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Run_PlainDefects_FindsThemAndCountsWhatCannotBeRead()
    {
        await DrawAsync();
        _folder.Write("train/good/broken.png", "no image");
        _folder.Write("test/good/broken.png", "no image");
        _folder.Write("test/good/note.txt", "not counted");

        var result = Evaluate(seed: 1);

        (result.TrainGood, result.TestGood, result.TestDefects, result.LeftOut).ShouldBe((14, 8, 12, 2));
        (result.Data, result.Backbone, result.Size, result.Seed).ShouldBe((_folder.Root, "efficientnet-lite0", 224, 1));
        result.ImageAuroc.ShouldBeGreaterThan(0.9);
        result.BestF1.ShouldBeGreaterThan(0.8);
        result.Defects.Select(d => (d.Class, d.Images)).ShouldBe([("missing_hole", 8), ("stain", 4)], ignoreOrder: true);
        result.Defects.Sum(d => d.Auroc * d.Images / 12).ShouldBe(result.ImageAuroc, 1e-9, "the classes' mean over the same good images");
        result.MsPerImage.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task Run_GoodAgainstTheSameGood_IsChance()
    {
        var good = await Drawn.GoodAsync(10);
        _folder.Images("train/good", good[..6]);
        _folder.Images("test/good", good[6..]);
        _folder.Images("test/no-defect", good[6..]);

        Evaluate(seed: 1).ImageAuroc.ShouldBe(0.5);
    }

    [Fact]
    public async Task Run_SameSeed_GivesSameNumbers()
    {
        await DrawAsync();

        var (first, second) = (Evaluate(seed: 3), Evaluate(seed: 3));

        Numbers(second).ShouldBe(Numbers(first));
        second.Defects.ShouldBe(first.Defects);
    }

    [Fact]
    public async Task Run_TooFewReadableImages_IsAUsageError()
    {
        await DrawAsync();
        foreach (var file in Directory.GetFiles(_folder.Path("train", "good", "x")[..^2]).Skip(4))
        {
            File.WriteAllText(file, "no image");
        }

        Should.Throw<UsageException>(() => Evaluate(seed: 1)).Message.ShouldBe("14 training images, 4 of them readable: at least 5 are needed.");
    }

    [Fact]
    public async Task Run_MasksOfSomeDefects_MeasuresTheMapOnThose()
    {
        await SpoilAsync();

        var result = Evaluate(seed: 1);

        result.Masks.ShouldBe(2, "one of three squares and the other class have none");
        result.PixelAuroc!.Value.ShouldBeGreaterThan(0.95);
        result.Aupro!.Value.ShouldBeGreaterThan(0.8);
        result.EscapeRateAtFalseRejects.ShouldBe(new EscapeRates(0, 0, 0));
        var (square, unmasked) = (result.Defects.Single(d => d.Class == "square"), result.Defects.Single(d => d.Class == "unmasked"));
        (square.PixelAuroc, square.Aupro, square.EscapeRateAtFalseRejects).ShouldBe((result.PixelAuroc, result.Aupro, new EscapeRates(0, 0, 0)));
        (unmasked.PixelAuroc, unmasked.Aupro).ShouldBe((null, null));
    }

    [Fact]
    public async Task Run_MasksThatMarkTheGoodPixels_MeasuresAMapThatIsWrong()
    {
        await SpoilAsync(inverted: true);

        Evaluate(seed: 1).PixelAuroc!.Value.ShouldBeLessThan(0.85, "the defect counts as good here; marked rightly it is above 0.95");
    }

    [Fact]
    public async Task Run_NoMasks_LeavesPixelFiguresOut()
    {
        await DrawAsync();

        var result = Evaluate(seed: 1);

        (result.Masks, result.PixelAuroc, result.Aupro).ShouldBe((0, null, null));
    }

    [Fact]
    public async Task Run_MaskOfAnotherSize_IsAUsageError()
    {
        await SpoilAsync();
        File.WriteAllBytes(_folder.Path("ground_truth", "square", "001_mask.png"), Drawn.Black(20, 10));

        Should.Throw<UsageException>(() => Evaluate(seed: 1)).Message.ShouldContain("001_mask.png has 20×10 pixels and its image 320×320");
    }

    [Fact]
    public async Task Run_DamagedMask_IsAUsageError()
    {
        await SpoilAsync();
        _folder.Write("ground_truth/square/001_mask.png", "no image");

        Should.Throw<UsageException>(() => Evaluate(seed: 1)).Message.ShouldContain("001_mask.png has no header");
    }

    [Fact]
    public async Task Run_WithDetail_ShowsTheHeadAndLeavesTheFiguresAsTheyAre()
    {
        await SpoilAsync();

        var (plain, _) = Detailed(seed: 1, withDetail: false);
        var (figures, detail) = Detailed(seed: 1, withDetail: true);

        Numbers(figures).ShouldBe(Numbers(plain));
        figures.Defects.ShouldBe(plain.Defects);
        (detail!.Parts.Count(p => p.IsGood), detail.Parts.Count(p => !p.IsGood)).ShouldBe((4, 6));
        detail.Parts.Where(p => !p.IsGood).ShouldAllBe(p => p.Scores.Ng >= detail.Policy.UnsureFrom, "the bands are laid on the score that the parts got");
        detail.Escapes.ShouldBeEmpty();
        detail.FalseRejects.Count.ShouldBe(detail.Parts.Count(p => p.IsGood && p.Scores.Ng >= detail.Policy.UnsureFrom));
    }

    public void Dispose() => _folder.Dispose();

    private static AnomalyResult Numbers(AnomalyResult result) => result with { FitSeconds = 0, MsPerImage = 0, Defects = [] };

    private AnomalyResult Evaluate(int seed) => Detailed(seed, withDetail: false).Figures;

    private (AnomalyResult Figures, HeadDetail? Detail) Detailed(int seed, bool withDetail) => AnomalyEvaluation.Run(
        fixture.Models, new Recipe { Product = "evaluation" }, MvtecData.Find(_folder.Root), seed, withDetail, new Quiet(), TestContext.Current.CancellationToken);

    /// <summary>Good parts, and parts with a bright square, with and without masks that mark it.</summary>
    private async Task SpoilAsync(bool inverted = false)
    {
        var good = await Drawn.GoodAsync(24);
        _folder.Images("train/good", good[..14]);
        _folder.Images("test/good", good[14..18]);
        _folder.Images("test/square", good[18..21].Select(Drawn.Spoilt));
        _folder.Images("ground_truth/square", Enumerable.Repeat(Drawn.MaskOfSpoilt(inverted), 2).ToArray());
        foreach (var mask in Directory.GetFiles(_folder.Path("ground_truth", "square", "x")[..^2]))
        {
            File.Move(mask, mask.Replace(".png", "_mask.png", StringComparison.Ordinal));
        }

        _folder.Images("test/unmasked", good[21..].Select(Drawn.Spoilt));
    }

    private async Task DrawAsync()
    {
        var good = await Drawn.GoodAsync(22);
        _folder.Images("train/good", good[..14]);
        _folder.Images("test/good", good[14..]);
        _folder.Images("test/missing_hole", await Drawn.DefectsAsync(SimDefect.MissingHole, 8));
        _folder.Images("test/stain", await Drawn.DefectsAsync(SimDefect.Stain, 4));
    }
}
