using EdgeTransfer.Core.Capturing;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Inference.Judging;
using EdgeTransfer.Learning;
using EdgeTransfer.Storage.Database;
using EdgeTransfer.Storage.Samples;
using EdgeTransfer.Tests.Cli;
using EdgeTransfer.Tests.Evaluating;
using EdgeTransfer.Tests.Stations;
using EdgeTransfer.Vision.Capturing;
using EdgeTransfer.Vision.Preparing;

namespace EdgeTransfer.Tests.Learning;

/// <summary>A sample outlives a change of the recipe's region, as far as its image shows the new one.</summary>
public sealed class SampleEmbedderTests : IClassFixture<ModelsFixture>, IDisposable
{
    private const string Key = "new";
    private static readonly Region Stored = new(20, 30, 280, 260);

    private readonly ModelsFixture _models;
    private readonly TemporaryFolder _folder = new();
    private readonly LineDatabase _database;
    private readonly SampleStore _store;

    public SampleEmbedderTests(ModelsFixture models)
    {
        _models = models;
        _database = LineDatabase.Open(_folder.Path("line.db")).OrShow();
        _store = new SampleStore(_database, _folder.Path("samples"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Embed_RegionWithinTheStoredOne_GivesTheFeaturesOfTheFrame(bool tiled)
    {
        var recipe = new Recipe { Product = "disc", Region = new(40, 50, 200, 220), Tiles = tiled ? new Tiling(1, 2) : null };
        using var frame = await StoreAsync();

        Embed(recipe).ShouldBeNull();

        using var judge = NewJudge(recipe);
        using var preparation = new Preparation();
        preparation.Prepare(frame, recipe, judge.Image);
        judge.ComputeFeatures();
        var features = _store.ReadFeatures("p1", "disc", Key).ShouldNotBeNull();
        features.Patches.ShouldBe(judge.CopyFeatures().Patches);
        features.Embedding.ShouldBe(judge.CopyFeatures().Embedding);
        features.Views.ShouldBeEmpty("nobody has labelled it");
    }

    [Theory]
    [InlineData(0, 30, 280, 260)]
    [InlineData(20, 30, 281, 260)]
    public async Task Embed_RegionThatTheImageDoesNotShow_IsRefusedAndLeavesNoFeatures(int x, int y, int width, int height)
    {
        using var frame = await StoreAsync();

        Embed(new Recipe { Product = "disc", Region = new(x, y, width, height) }).ShouldNotBeNull().ShouldContain("whole region");

        _store.ReadFeatures("p1", "disc", Key).ShouldBeNull();
    }

    [Fact]
    public async Task Embed_WholeFrameAfterARegion_IsRefused()
    {
        using var frame = await StoreAsync();

        Embed(new Recipe { Product = "disc" }).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("cut")]
    [InlineData("garbage")]
    [InlineData("gone")]
    public async Task Embed_DamagedImage_IsRefusedAndTheOldFeaturesStay(string damage)
    {
        using var frame = await StoreAsync();
        var path = _folder.Path("samples/disc/p1.png");
        switch (damage)
        {
            case "cut": File.WriteAllBytes(path, File.ReadAllBytes(path)[..100]); break;
            case "garbage": File.WriteAllText(path, "no image"); break;
            default: File.Delete(path); break;
        }

        Embed(new Recipe { Product = "disc", Region = Stored }).ShouldNotBeNull();

        _store.ReadFeatures("p1", "disc", Key).ShouldBeNull();
        _store.ReadFeatures("p1", "disc", "old").ShouldNotBeNull();
    }

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    /// <summary>A sample of the stored region; the frame that it was cut from.</summary>
    private async Task<Frame> StoreAsync()
    {
        var frame = ImageFile.Decode((await Drawn.GoodAsync(1))[0], "0", TimeProvider.System).OrShow();
        var png = RegionImage.Encode(frame, new Recipe { Product = "disc", Region = Stored }).OrShow();
        await _store.SaveAsync("p1", "disc", default, png, "old", new Features([1], 1, 1, 1, [1]), SamplePlace.Of(Stored, frame.Width, frame.Height));
        return frame;
    }

    private string? Embed(Recipe recipe)
    {
        using var embedder = new SampleEmbedder(_store, NewJudge(recipe), recipe, Key);
        return embedder.Embed(new("p1", null, SamplePlace.Of(Stored, 320, 320)))?.Message;
    }

    private PartJudge NewJudge(Recipe recipe) => new(_models.Models.Backbone, _models.Models.Graphs, recipe);
}
