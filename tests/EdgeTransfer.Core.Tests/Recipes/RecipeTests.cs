namespace EdgeTransfer.Core.Recipes;

public sealed class RecipeTests
{
    private static readonly Recipe Good = new() { Product = "disc-12.a_b" };

    [Fact]
    public void Validate_Default_HasNoErrors() => Good.Validate().ShouldBeEmpty();

    [Theory]
    [InlineData(128)]
    [InlineData(224)]
    [InlineData(1024)]
    public void Validate_InputSizeInRange_HasNoErrors(int size) => (Good with { InputSize = size, TopPatches = 1 }).Validate().ShouldBeEmpty();

    [Theory]
    [InlineData(int.MinValue)]
    [InlineData(-32)]
    [InlineData(0)]
    [InlineData(96)]
    [InlineData(129)]
    [InlineData(1056)]
    public void Validate_InputSizeOutOfRange_NamesIt(int size) => OneError(Good with { InputSize = size, TopPatches = 1 }, "InputSize");

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(197)] // 224 has 14 × 14 patches
    public void Validate_TopPatchesOutOfRange_NamesIt(int top) => OneError(Good with { TopPatches = top }, "TopPatches");

    [Fact]
    public void Validate_TopPatchesOfAllPatches_HasNoErrors() => (Good with { TopPatches = 196 }).Validate().ShouldBeEmpty();

    [Theory]
    [InlineData(0, 1, 32)]
    [InlineData(1, 0, 32)]
    [InlineData(9, 1, 32)]
    [InlineData(1, 9, 32)]
    [InlineData(3, 6, 32)]
    [InlineData(int.MinValue, int.MaxValue, 32)]
    [InlineData(2, 2, -32)]
    [InlineData(2, 2, 16)]
    [InlineData(2, 2, 128)]
    public void Validate_BadTiles_NamesThem(int rows, int columns, int overlap) =>
        OneError(Good with { TopPatches = 1, Tiles = new(rows, columns, overlap) }, "Tiles");

    [Theory]
    [InlineData(1, 1, 0)]
    [InlineData(2, 8, 96)]
    [InlineData(8, 2, 32)]
    public void Validate_GoodTiles_HasNoErrors(int rows, int columns, int overlap) => (Good with { Tiles = new(rows, columns, overlap) }).Validate().ShouldBeEmpty();

    [Fact]
    public void Canvas_Tiles_HoldsThemAllWithTheirOverlap()
    {
        var recipe = Good with { Tiles = new(2, 3, 64) };

        (recipe.CanvasWidth, recipe.CanvasHeight, recipe.TileCount).ShouldBe((224 + (2 * 160), 224 + 160, 6));
        (Good.CanvasWidth, Good.CanvasHeight, Good.TileCount).ShouldBe((224, 224, 1));
    }

    [Fact]
    public void Validate_TopPatchesWithTiles_AreThoseOfTheWholeGrid()
    {
        var tiled = Good with { Tiles = new(1, 2, 32) }; // 14 × 26 patches

        (tiled with { TopPatches = 364 }).Validate().ShouldBeEmpty();
        OneError(tiled with { TopPatches = 365 }, "TopPatches");
    }

    [Fact]
    public void FeatureHash_WithoutTiles_IsThatOfHeadsLearntBeforeThereWereTiles() => Good.FeatureHash().ShouldBe("23acd1454d7503e4");

    [Fact]
    public void FeatureHash_OtherTiles_IsAnother()
    {
        string[] hashes = [.. new Tiling?[] { null, new(1, 2), new(2, 1), new(1, 2, 64) }.Select(t => (Good with { Tiles = t }).FeatureHash())];

        hashes.Distinct().Count().ShouldBe(4);
    }

    [Fact]
    public void FeatureHash_JudgedViews_AreAnotherFeatureSpaceBeyondOne()
    {
        string[] hashes = [.. new[] { 1, 2, 4, 8 }.Select(views => (Good with { JudgedViews = views }).FeatureHash())];

        hashes[0].ShouldBe("23acd1454d7503e4");
        hashes.Distinct().Count().ShouldBe(4);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(16)]
    public void Validate_JudgedViewsThatAreNoGroup_NamesThem(int views) => OneError(Good with { JudgedViews = views }, "JudgedViews");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void Validate_JudgedViews_HasNoErrors(int views) => (Good with { JudgedViews = views }).Validate().ShouldBeEmpty();

    [Theory]
    [InlineData(-1, 0, 5, 5)]
    [InlineData(0, -1, 5, 5)]
    [InlineData(0, 0, 0, 5)]
    [InlineData(0, 0, 5, -5)]
    public void Validate_BadRegion_NamesIt(int x, int y, int width, int height) => OneError(Good with { Region = new(x, y, width, height) }, "Region");

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData(".hidden")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("12345678901234567890123456789012345678901234567890123456789012345")]
    public void Validate_NameThatIsNoFileName_NamesIt(string name)
    {
        OneError(Good with { Product = name }, "Product");
        OneError(Good with { Backbone = name }, "Backbone");
    }

    [Theory]
    [InlineData(-1, 251, 0)]
    [InlineData(4, 256, 0)]
    [InlineData(100, 100, 0)]
    [InlineData(double.NaN, 251, 0)]
    [InlineData(4, double.NaN, 0)]
    [InlineData(4, 251, -1)]
    [InlineData(4, 251, double.NaN)]
    [InlineData(4, 251, double.PositiveInfinity)]
    public void Validate_BadGuard_NamesIt(double dark, double bright, double focus) => OneError(Good with { Guard = new(dark, bright, focus) }, "Guard");

    [Fact]
    public void Validate_ManyErrors_AreAllTold() =>
        (Good with { Product = "", InputSize = 7, TopPatches = 0, Region = new(-1, 0, 0, 0), Guard = new(9, 8, -1) }).Validate().Count.ShouldBe(7);

    private static void OneError(Recipe recipe, string word) => recipe.Validate().ShouldHaveSingleItem().ShouldStartWith(word);
}
