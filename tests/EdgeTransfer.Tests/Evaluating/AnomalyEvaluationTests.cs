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

    public void Dispose() => _folder.Dispose();

    private static AnomalyResult Numbers(AnomalyResult result) => result with { FitSeconds = 0, MsPerImage = 0, Defects = [] };

    private AnomalyResult Evaluate(int seed) => AnomalyEvaluation.Run(
        fixture.Models, new Recipe { Product = "evaluation" }, MvtecData.Find(_folder.Root), seed, new Quiet(), TestContext.Current.CancellationToken);

    private async Task DrawAsync()
    {
        var good = await Drawn.GoodAsync(22);
        _folder.Images("train/good", good[..14]);
        _folder.Images("test/good", good[14..]);
        _folder.Images("test/missing_hole", await Drawn.DefectsAsync(SimDefect.MissingHole, 8));
        _folder.Images("test/stain", await Drawn.DefectsAsync(SimDefect.Stain, 4));
    }
}
