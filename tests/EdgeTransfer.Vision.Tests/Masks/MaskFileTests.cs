using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Testing;
using EdgeTransfer.Vision.Fixtures;
using OpenCvSharp;

namespace EdgeTransfer.Vision.Masks;

public sealed class MaskFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_TwoRegionsOneTouchingByItsCorner_NumbersAndBoxesThem()
    {
        var mask = Loaded(MatType.CV_8UC1, Scalar.All(1), new(0, 0, 2, 1), new(2, 1, 2, 2), new(7, 3, 1, 2));

        (mask.Width, mask.Height).ShouldBe((10, 5));
        mask.Boxes.ShouldBe([new MarkBox(0, 0, 0.4, 0.6), new MarkBox(0.7, 0.6, 0.1, 0.4)]);
        mask.Boxes.ShouldAllBe(box => box.IsValid);
        Rows(mask).ShouldBe(["1100000000", "0011000000", "0011000000", "0000000200", "0000000200"]);
    }

    [Theory]
    [InlineData(255, 0, 0)]
    [InlineData(0, 1, 0)]
    [InlineData(0, 0, 7)]
    public void Load_ColourOfAnyKind_IsADefect(int blue, int green, int red) =>
        Loaded(MatType.CV_8UC3, new(blue, green, red), new Rect(3, 2, 1, 1)).Regions.Sum().ShouldBe(1);

    [Fact]
    public void Load_Black_HasNoRegion()
    {
        var mask = Loaded(MatType.CV_8UC1, Scalar.All(0));

        mask.Boxes.ShouldBeEmpty();
        mask.Regions.ShouldAllBe(region => region == 0);
    }

    [Fact]
    public void Load_SixteenBits_IsRefusedSinceSmallValuesWouldBeLost() =>
        Refused(Encoded(MatType.CV_16UC1, Scalar.All(1), new Rect(0, 0, 2, 2))).ShouldBe((RefusalKind.Invalid, "mask.png has 16 bits a pixel; save the mask with 8."));

    [Fact]
    public void Load_HostileFiles_AreRefusedAsImagesAre()
    {
        Refused(ClaimingFiles.Png(60_000, 60_000)).Kind.ShouldBe(RefusalKind.TooLarge);
        Refused("no image"u8.ToArray()).Kind.ShouldBe(RefusalKind.Damaged);
        MaskFile.Load(Path.Combine(_folder.Path, "none.png"), TimeProvider.System).Refusal!.Kind.ShouldBe(RefusalKind.NotFound);
    }

    [Fact]
    public void Load_MasksOfRealTiles_FitTheirImages()
    {
        var images = RealImages.MagneticTiles("Crack");

        images.ShouldNotBeEmpty();
        foreach (var image in images)
        {
            var mask = MaskFile.Load(Path.ChangeExtension(image, ".png"), TimeProvider.System).Value!;
            using var mat = Cv2.ImRead(image);
            (mask.Width, mask.Height).ShouldBe((mat.Cols, mat.Rows), image);
            mask.Boxes.Count.ShouldBeInRange(1, 100, image);
        }
    }

    private static byte[] Encoded(MatType type, Scalar colour, params Rect[] defects)
    {
        using var mat = new Mat(5, 10, type, Scalar.All(0));
        foreach (var defect in defects)
        {
            Cv2.Rectangle(mat, defect, colour, thickness: -1);
        }

        Cv2.ImEncode(".png", mat, out var file);
        return file;
    }

    private Mask Loaded(MatType type, Scalar colour, params Rect[] defects) =>
        MaskFile.Load(_folder.Write("mask.png", Encoded(type, colour, defects)), TimeProvider.System).Value!;

    private (RefusalKind Kind, string Message) Refused(byte[] file)
    {
        var refusal = MaskFile.Load(_folder.Write("mask.png", file), TimeProvider.System).Refusal!;
        return (refusal.Kind, refusal.Message);
    }

    private static string[] Rows(Mask mask) => [.. mask.Regions.Chunk(mask.Width).Select(row => string.Concat(row))];
}
