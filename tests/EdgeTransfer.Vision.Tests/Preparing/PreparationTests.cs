using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Vision.Fixtures;

namespace EdgeTransfer.Vision.Preparing;

public sealed class PreparationTests : IDisposable
{
    private static readonly Recipe Whole = new() { Product = "p" };
    private readonly Preparation _preparation = new();
    private readonly byte[] _rgb = new byte[224 * 224 * 3];

    public void Dispose() => _preparation.Dispose();

    [Fact]
    public void Prepare_Halving_IsTheMeanOfFourPixels()
    {
        // Blocks of two by two: B 10, 20, 30, 40 → 25; G a checker of 0 and 200 → 100; R by the block's column.
        using var frame = Images.Frame(448, 448, (x, y) => (10 + (10 * (x % 2)) + (20 * (y % 2)), (x + y) % 2 * 200, x / 2));

        _preparation.Prepare(frame, Whole, _rgb).IsOk.ShouldBeTrue();

        for (var i = 0; i < 224 * 224; i++)
        {
            _rgb.AsSpan(3 * i, 3).ToArray().ShouldBe([(byte)(i % 224), 100, 25]);
        }
    }

    [Fact]
    public void Prepare_SameSize_CopiesRgbRowByRow()
    {
        var recipe = Whole with { InputSize = 32 };
        using var frame = Images.Frame(32, 32, (x, y) => (x, y, 200));
        var rgb = new byte[Preparation.RgbLength(recipe)];

        _preparation.Prepare(frame, recipe, rgb);

        rgb.AsSpan(((5 * 32) + 7) * 3, 3).ToArray().ShouldBe([200, 5, 7]);
    }

    [Fact]
    public void Prepare_Region_BeginsAtItsCorner()
    {
        var recipe = Whole with { InputSize = 32, Region = new(40, 13, 32, 32) };
        using var frame = Images.Frame(100, 50, (x, y) => (x, y, 0));
        var rgb = new byte[Preparation.RgbLength(recipe)];

        _preparation.Prepare(frame, recipe, rgb).IsOk.ShouldBeTrue();

        (rgb[2], rgb[1]).ShouldBe(((byte)40, (byte)13));
        (rgb[^1], rgb[^2]).ShouldBe(((byte)71, (byte)44));
    }

    [Fact]
    public void Prepare_OblongRegion_IsStretched()
    {
        var recipe = Whole with { InputSize = 32 };
        using var frame = Images.Frame(64, 32, (x, _) => (x / 2, 0, 0));
        var rgb = new byte[Preparation.RgbLength(recipe)];

        _preparation.Prepare(frame, recipe, rgb);

        rgb[(31 * 3) + 2].ShouldBe((byte)31);
    }

    [Fact]
    public void Prepare_Tiles_AreCutRowByRowWithTheirOverlap()
    {
        var recipe = Whole with { InputSize = 128, Region = new(3, 2, 320, 224), Tiles = new(2, 3, 32) };
        using var frame = Images.Frame(330, 230, (x, y) => (x - 3, y - 2, (x - 3) / 256));
        var rgb = new byte[Preparation.RgbLength(recipe)];

        _preparation.Prepare(frame, recipe, rgb).IsOk.ShouldBeTrue();

        rgb.Length.ShouldBe(6 * 128 * 128 * 3);
        for (var i = 0; i < 6 * 128 * 128; i++)
        {
            var (tile, y, x) = (i / (128 * 128), i / 128 % 128, i % 128);
            var (left, top) = (tile % 3 * 96, tile / 3 * 96);
            ((rgb[3 * i] * 256) + rgb[(3 * i) + 2], (int)rgb[(3 * i) + 1]).ShouldBe((left + x, top + y));
        }
    }

    [Fact]
    public void Prepare_Tiles_AreGuardedAsOneImage()
    {
        // One tile is black, the whole is not dark.
        var recipe = Whole with { InputSize = 128, Tiles = new(1, 2, 0), Guard = new(MinBrightness: 40) };
        using var frame = Images.Frame(256, 128, (x, _) => x < 128 ? (0, 0, 0) : (100, 100, 100));

        _preparation.Prepare(frame, recipe, new byte[Preparation.RgbLength(recipe)]).Brightness.ShouldBe(50);
    }

    [Theory]
    [InlineData(-1, 0, 10, 10)]
    [InlineData(0, -1, 10, 10)]
    [InlineData(91, 0, 10, 10)]
    [InlineData(0, 41, 10, 10)]
    [InlineData(0, 0, 101, 10)]
    [InlineData(0, 0, 0, 10)]
    [InlineData(int.MaxValue, 0, int.MaxValue, 10)]
    public void Prepare_RegionNotWhollyInside_IsRefusedAndNothingWritten(int x, int y, int width, int height)
    {
        using var frame = Images.NoiseFrame(100, 50, seed: 1);

        var prepared = _preparation.Prepare(frame, Whole with { Region = new(x, y, width, height) }, _rgb);

        prepared.Reason.ShouldBe(NotInspectedReason.RegionOutside);
        prepared.Detail.ShouldContain("100×50");
        _rgb.ShouldAllBe(b => b == 0);
    }

    [Fact]
    public void Prepare_RegionThatFillsTheFrame_IsInside()
    {
        using var frame = Images.NoiseFrame(100, 50, seed: 1);

        _preparation.Prepare(frame, Whole with { Region = new(0, 0, 100, 50) }, _rgb).IsOk.ShouldBeTrue();
    }

    [Theory]
    [InlineData(3, NotInspectedReason.Dark, "3.0 is below the limit of 4")]
    [InlineData(252, NotInspectedReason.Bright, "252.0 is above the limit of 251")]
    [InlineData(4, NotInspectedReason.None, "")]
    [InlineData(251, NotInspectedReason.None, "")]
    public void Prepare_Brightness_IsHeldAgainstTheLimits(int grey, NotInspectedReason reason, string words)
    {
        using var frame = Images.Frame(224, 224, (_, _) => (grey, grey, grey));

        var prepared = _preparation.Prepare(frame, Whole, _rgb);

        (prepared.Reason, prepared.Brightness, prepared.Focus).ShouldBe((reason, grey, 0));
        prepared.Detail.ShouldContain(words);
    }

    [Fact]
    public void Prepare_Focus_IsTheVarianceOfTheLaplacian()
    {
        // Columns 100 and 110 in turn: the 4-neighbour Laplacian is ±20 (mirrored at the border too), so its variance is 400.
        using var frame = Images.Frame(224, 224, (x, _) => (100 + (x % 2 * 10), 100 + (x % 2 * 10), 100 + (x % 2 * 10)));

        var sharp = _preparation.Prepare(frame, Whole with { Guard = new(MinFocus: 400 - 1e-6) }, _rgb);
        var blurred = _preparation.Prepare(frame, Whole with { Guard = new(MinFocus: 401) }, _rgb);

        sharp.IsOk.ShouldBeTrue(sharp.Detail);
        sharp.Focus.ShouldBe(400, 1e-9);
        blurred.Reason.ShouldBe(NotInspectedReason.Blurred);
        blurred.Detail.ShouldContain("400.0 is below the limit of 401");
    }

    [Fact]
    public void Prepare_WrongSpan_IsABug()
    {
        using var frame = Images.NoiseFrame(10, 10, seed: 1);

        Should.Throw<ArgumentOutOfRangeException>(() => _preparation.Prepare(frame, Whole, new byte[5]));
    }

    [Fact]
    public void Prepare_ManyFrames_AllocatesNoImage()
    {
        using var frame = Images.NoiseFrame(480, 480, seed: 1);
        _preparation.Prepare(frame, Whole, _rgb);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 50; i++)
        {
            _preparation.Prepare(frame, Whole, _rgb);
        }

        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / 50;
        each.ShouldBeLessThan(2048); // handles of Mats; the prepared image alone is 147 KiB
    }
}
