using EdgeTransfer.Core.Capturing;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Vision.Capturing;
using EdgeTransfer.Vision.Fixtures;

namespace EdgeTransfer.Vision.Maps;

public sealed class HeatOverlayTests
{
    private static readonly Recipe Whole = new() { Product = "p" };

    [Fact]
    public void Encode_HotPatch_IsColouredThereAndNowhereElse()
    {
        using var frame = Images.Frame(140, 140, (_, _) => (100, 100, 100));
        var map = new float[14 * 14];
        map[(3 * 14) + 9] = 20; // far above the level of 4: violet

        using var picture = Encoded(frame, Whole, map, 14, 14, 4);

        var (b, g, r) = Pixel(picture, 95, 35);
        ((int)b).ShouldBeGreaterThan(g + 40);
        ((int)r).ShouldBeGreaterThan(g + 40);
        Grey(Pixel(picture, 40, 100)).ShouldBeTrue();
    }

    [Fact]
    public void Encode_AtTheLevel_IsYellow_WellBelowIsNothing()
    {
        using var frame = Images.Frame(64, 64, (_, _) => (60, 60, 60));

        using var at = Encoded(frame, Whole, Enumerable.Repeat(4.1f, 16).ToArray(), 4, 4, 4);
        using var below = Encoded(frame, Whole, Enumerable.Repeat(3.1f, 16).ToArray(), 4, 4, 4);

        var (b, g, r) = Pixel(at, 32, 32);
        ((int)r).ShouldBeGreaterThan(b + 80);
        ((int)g).ShouldBeGreaterThan(b + 60);
        Grey(Pixel(below, 32, 32)).ShouldBeTrue();
    }

    [Fact]
    public void Encode_Regions_AreOutlined()
    {
        using var frame = Images.Frame(200, 200, (_, _) => (100, 100, 100));
        var map = new float[10 * 10];
        map.AsSpan(33, 4).Fill(20);
        map.AsSpan(43, 4).Fill(20); // rows 3 and 4, columns 3 to 6: pixels 60 to 140 across, 60 to 100 down

        using var picture = Encoded(frame, Whole, map, 10, 10, 4);

        // from the left towards the region, the first pixel that differs is bluish: the outline, before the yellow
        var first = Enumerable.Range(0, 100).First(x => !Grey(Pixel(picture, x, 80)));
        first.ShouldBeInRange(40, 60);
        var line = Enumerable.Range(first, 6).Select(x => Pixel(picture, x, 80)).MaxBy(p => p.B);
        ((int)line.B).ShouldBeGreaterThan(line.G + 20);
    }

    [Fact]
    public void Encode_Region_ShowsItAlone_AndLargeOnesShrink()
    {
        using var frame = Images.Frame(3000, 200, (x, _) => x < 500 ? (0, 0, 0) : (200, 200, 200));

        using var region = Encoded(frame, Whole with { Region = new(600, 20, 50, 40) }, new float[4], 2, 2, 1);
        using var whole = Encoded(frame, Whole, new float[4], 2, 2, 1);

        (region.Width, region.Height).ShouldBe((50, 40));
        ((int)Pixel(region, 0, 0).B).ShouldBeInRange(197, 203);
        (whole.Width, whole.Height).ShouldBe((1024, 68));
    }

    [Fact]
    public void Encode_RegionOutsideTheFrame_IsRefused()
    {
        using var frame = Images.Frame(64, 64, (_, _) => (60, 60, 60));

        HeatOverlay.Encode(frame, Whole with { Region = new(60, 0, 10, 10) }, new float[4], 2, 2, 1).Refusal!.Message.ShouldContain("64×64");
    }

    [Theory]
    [InlineData(float.NaN, 1)]
    [InlineData(float.PositiveInfinity, 1)]
    [InlineData(1, 0)]
    public void Encode_ValuesThatNobodyExpects_StillGiveAPicture(float value, double level)
    {
        using var frame = Images.Frame(64, 64, (_, _) => (60, 60, 60));

        using var picture = Encoded(frame, Whole, [value, value, value, value], 2, 2, level);

        picture.Width.ShouldBe(64);
    }

    private static Frame Encoded(Frame frame, Recipe recipe, float[] map, int rows, int columns, double level) =>
        ImageFile.Decode(HeatOverlay.Encode(frame, recipe, map, rows, columns, level).Value!, "overlay", TimeProvider.System).Value!;

    private static (byte B, byte G, byte R) Pixel(Frame frame, int x, int y)
    {
        var at = frame.Pixels.Span.Slice(((y * frame.Width) + x) * 3, 3);
        return (at[0], at[1], at[2]);
    }

    private static bool Grey((byte B, byte G, byte R) pixel) => Math.Abs(pixel.B - pixel.G) < 6 && Math.Abs(pixel.R - pixel.G) < 6;
}
