using EdgeTransfer.Core.Labels;
using EdgeTransfer.Vision.Fixtures;

namespace EdgeTransfer.Vision.Masks;

public sealed class BoxMaskTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Encode_Boxes_CoverEveryPixelThatTheyTouchAndAreFoundAgain()
    {
        var mask = MaskFile.Load(_folder.Write("mask.png", BoxMask.Encode(20, 10, [new FrameBox(1.5, 2.25, 2, 1.5), new FrameBox(18, 0, 2, 10)])), TimeProvider.System);

        mask.IsOk.ShouldBeTrue(mask.Refusal?.Message);
        mask.Value.Boxes.ShouldBe([new MarkBox(18 / 20.0, 0, 2 / 20.0, 1), new MarkBox(1 / 20.0, 2 / 10.0, 3 / 20.0, 2 / 10.0)], ignoreOrder: true);
        mask.Value.Regions.Count(r => r > 0).ShouldBe((3 * 2) + (2 * 10));
    }
}
