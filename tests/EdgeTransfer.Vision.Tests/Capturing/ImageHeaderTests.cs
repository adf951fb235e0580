using EdgeTransfer.Vision.Capturing.Headers;
using EdgeTransfer.Vision.Fixtures;

namespace EdgeTransfer.Vision.Capturing;

public sealed class ImageHeaderTests
{
    public static TheoryData<string> Extensions => [.. ImageHeader.Extensions];

    [Theory]
    [MemberData(nameof(Extensions))]
    public void Read_EncodedImage_ReadsSizeAndEnd(string extension)
    {
        var header = ImageHeader.Read(Images.Noise(extension, 40, 24));

        header.ShouldNotBeNull();
        (header.Value.Width, header.Value.Height, header.Value.Complete).ShouldBe((40, 24, true));
    }

    [Theory]
    [MemberData(nameof(Extensions))]
    public void Read_AnyPrefix_NeverThrows(string extension)
    {
        var file = Images.Noise(extension);
        for (var length = 0; length < file.Length; length++)
        {
            ImageHeader.Read(file.AsSpan(0, length));
        }
    }

    [Theory]
    [MemberData(nameof(Extensions))]
    public void Read_AnyByteChanged_NeverThrows(string extension)
    {
        var file = Images.Noise(extension, 9, 7);
        Gen.Select(Gen.Int[0, Math.Min(file.Length, 200) - 1], Gen.Byte).Sample((at, value) =>
        {
            var changed = file.ToArray();
            changed[at] = value;
            ImageHeader.Read(changed);
        }, iter: 2000);
    }

    [Theory]
    [InlineData(".png")]
    [InlineData(".jpg")]
    [InlineData(".bmp")]
    [InlineData(".webp")]
    public void Read_CutShort_IsNeverComplete(string extension)
    {
        var file = Images.Noise(extension);
        for (var length = 0; length < file.Length; length++)
        {
            (ImageHeader.Read(file.AsSpan(0, length)) is { Complete: true }).ShouldBeFalse($"{length} of {file.Length} bytes");
        }
    }

    [Fact]
    public void Read_TopDownBitmap_TakesTheHeightAsPositive() => ImageHeader.Read(ClaimingFiles.Bmp(3, -2))!.Value.Height.ShouldBe(2);

    [Fact]
    public void Read_BitmapWithoutItsRows_IsIncomplete() => ImageHeader.Read(ClaimingFiles.Bmp(3, 2))!.Value.Complete.ShouldBeFalse();

    [Fact]
    public void Read_JpegWithStuffedAndRestartBytes_FindsTheEnd() => ImageHeader.Read(ClaimingFiles.Jpeg(8, 6))!.Value.ShouldBe(new(ImageFormat.Jpeg, 8, 6, true));

    [Fact]
    public void Read_ZeroWidth_IsNoHeader() => ImageHeader.Read(ClaimingFiles.Png(0, 8)).ShouldBeNull();
}
