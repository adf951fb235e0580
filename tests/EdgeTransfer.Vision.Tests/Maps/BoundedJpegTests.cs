using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Vision.Capturing;
using EdgeTransfer.Vision.Fixtures;

namespace EdgeTransfer.Vision.Maps;

public class BoundedJpegTests
{
    [Theory]
    [InlineData(5_000)]
    [InlineData(20_000)]
    [InlineData(200_000)]
    public void Encode_PictureOfNoise_FillsTheBoundAndKeepsTheShape(int maxBytes)
    {
        using var frame = Images.NoiseFrame(1200, 900, seed: 1);

        var jpeg = BoundedJpeg.Encode(frame, new Region(100, 100, 1000, 500), maxBytes).Value!;

        jpeg.Length.ShouldBeInRange(maxBytes / 3, maxBytes);
        using var back = ImageFile.Decode(jpeg, "back", TimeProvider.System).Value!;
        ((double)back.Width / back.Height).ShouldBe(2, 0.05);
    }

    [Fact]
    public void Encode_LargePlainPicture_IsNoLargerThanAPersonNeeds()
    {
        using var frame = Images.Frame(3000, 1500, (_, _) => (90, 90, 90));

        using var back = ImageFile.Decode(BoundedJpeg.Encode(frame, null, 1_000_000).Value!, "back", TimeProvider.System).Value!;

        (back.Width, back.Height).ShouldBe((BoundedJpeg.MaxSide, BoundedJpeg.MaxSide / 2));
    }

    [Fact]
    public void Encode_BoundThatNothingMeets_IsRefused()
    {
        using var frame = Images.Frame(100, 100, (x, y) => (x * y % 256, x, y));

        BoundedJpeg.Encode(frame, null, 100).Refusal!.Kind.ShouldBe(RefusalKind.TooLarge);
    }

    [Fact]
    public void Encode_RegionOutside_IsRefused()
    {
        using var frame = Images.Frame(10, 10, (_, _) => (0, 0, 0));

        BoundedJpeg.Encode(frame, new Region(5, 5, 10, 10), 10_000).Refusal!.Message.ShouldContain("does not lie in the frame");
    }
}
