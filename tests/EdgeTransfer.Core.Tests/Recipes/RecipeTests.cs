namespace EdgeTransfer.Core.Recipes;

public sealed class RecipeTests
{
    private static readonly Recipe Good = new() { Product = "disc-12.a_b" };

    [Fact]
    public void Validate_Default_HasNoErrors() => Good.Validate().ShouldBeEmpty();

    [Theory]
    [InlineData(32)]
    [InlineData(224)]
    [InlineData(1024)]
    public void Validate_InputSizeInRange_HasNoErrors(int size) => (Good with { InputSize = size, TopPatches = 1 }).Validate().ShouldBeEmpty();

    [Theory]
    [InlineData(int.MinValue)]
    [InlineData(-32)]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
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
