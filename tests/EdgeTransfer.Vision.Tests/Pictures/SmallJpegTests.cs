using OpenCvSharp;

namespace EdgeTransfer.Vision.Pictures;

public class SmallJpegTests
{
    [Theory]
    [InlineData(2400, 1600)]
    [InlineData(40, 30)]
    [InlineData(5000, 3)]
    public void Encode_NoiseThatJpegCannotShrink_FitsIntoAMessage(int width, int height)
    {
        var pixels = new byte[width * height * 3];
        new Random(3).NextBytes(pixels);

        var (jpeg, w, h) = SmallJpeg.Encode(pixels, width, height);

        jpeg.Length.ShouldBeLessThanOrEqualTo(SmallJpeg.MaxBytes);
        using var read = Cv2.ImDecode(jpeg, ImreadModes.Color);
        (read.Cols, read.Rows).ShouldBe((w, h));
        Math.Max(w, h).ShouldBeLessThanOrEqualTo(SmallJpeg.MaxSide);
        w.ShouldBeLessThanOrEqualTo(width);
    }
}
