using EdgeTransfer.Vision.Fixtures;

namespace EdgeTransfer.Vision.Masks;

public class MaskOutlineTests
{
    [Theory]
    [InlineData(40, 1)]
    [InlineData(160, 4)]
    public void Draw_OnePixelOfDefect_IsSurroundedAndNotCovered(int side, int scale)
    {
        var regions = new int[side * side];
        regions[(20 * scale * side) + (10 * scale)] = 1;
        using var picture = Images.Frame(40, 40, (_, _) => (0, 0, 0));

        MaskOutline.Draw(new(side, side, regions, []), picture);

        var drawn = Enumerable.Range(0, 40 * 40).Where(i => picture.Pixels.Span[3 * i] > 0).Select(i => (X: i % 40, Y: i / 40)).ToArray();
        drawn.ShouldNotBeEmpty();
        drawn.ShouldAllBe(p => Math.Abs(p.X - 10) <= 5 && Math.Abs(p.Y - 20) <= 5);
        drawn.ShouldAllBe(p => Math.Abs(p.X - 10) >= 2 || Math.Abs(p.Y - 20) >= 2);
        (drawn.Min(p => p.X) < 10 && drawn.Max(p => p.X) > 10 && drawn.Min(p => p.Y) < 20 && drawn.Max(p => p.Y) > 20).ShouldBeTrue("all round");
    }

    [Fact]
    public void Draw_NoDefect_LeavesThePicture()
    {
        using var picture = Images.Frame(8, 8, (_, _) => (1, 1, 1));

        MaskOutline.Draw(new(16, 16, new int[256], []), picture);

        picture.Pixels.ToArray().ShouldAllBe(value => value == 1);
    }
}
