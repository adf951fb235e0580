using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Vision.Fixtures;

namespace EdgeTransfer.Vision.Maps;

public class ThumbnailTests
{
    [Theory]
    [InlineData(100, 50, 20, 20, 10)]
    [InlineData(50, 100, 20, 10, 20)]
    [InlineData(20, 10, 25, 20, 10)]
    [InlineData(1000, 1, 10, 10, 1)]
    public void Of_WholeFrame_KeepsItsShapeAndNeverGrows(int width, int height, int side, int smallWidth, int smallHeight)
    {
        using var frame = Images.Frame(width, height, (_, _) => (10, 20, 30));
        using var small = Thumbnail.Of(frame, null, side);

        (small.Width, small.Height, small.Origin).ShouldBe((smallWidth, smallHeight, "test"));
        small.Pixels.ToArray().Take(3).ShouldBe([10, 20, 30]);
    }

    [Fact]
    public void Of_Region_ShowsTheRegionAlone()
    {
        using var frame = Images.Frame(40, 40, (x, y) => x >= 10 && y >= 20 ? (255, 255, 255) : (0, 0, 0));
        using var small = Thumbnail.Of(frame, new Region(10, 20, 30, 20), 15);

        (small.Width, small.Height).ShouldBe((15, 10));
        small.Pixels.ToArray().ShouldAllBe(value => value == 255);
    }
}
