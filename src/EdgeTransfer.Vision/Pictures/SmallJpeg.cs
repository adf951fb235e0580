using OpenCvSharp;

namespace EdgeTransfer.Vision.Pictures;

/// <summary>A picture that fits into a message.</summary>
public static class SmallJpeg
{
    /// <summary>Longest side, pixels; a larger frame is made smaller.</summary>
    public const int MaxSide = 1024;

    /// <summary>Most bytes; what would be more is made worse, then smaller.</summary>
    public const int MaxBytes = 150_000;

    private const int BestQuality = 85;
    private const int WorstQuality = 40;
    private const int QualityStep = 15;
    private const int MinSide = 32;

    /// <summary>Encodes a frame.</summary>
    /// <param name="pixels">8-bit BGR, rows packed: height × width × 3.</param>
    /// <param name="width">Pixels a row.</param>
    /// <param name="height">Rows.</param>
    /// <returns>A JPEG of at most <see cref="MaxBytes"/> and <see cref="MaxSide"/> pixels a side, and its size.</returns>
    public static (byte[] Jpeg, int Width, int Height) Encode(byte[] pixels, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentOutOfRangeException.ThrowIfNotEqual(pixels.Length, width * height * 3);
        using var whole = Mat.FromPixelData(height, width, MatType.CV_8UC3, pixels);
        for (var side = Math.Min(MaxSide, Math.Max(width, height)); ; side = Math.Max(MinSide, side / 2))
        {
            var scale = (double)side / Math.Max(width, height);
            using var picture = new Mat();
            Cv2.Resize(whole, picture, new Size(Math.Max(1, Math.Round(width * scale)), Math.Max(1, Math.Round(height * scale))), 0, 0, InterpolationFlags.Area);
            for (var quality = BestQuality; quality >= WorstQuality; quality -= QualityStep)
            {
                Cv2.ImEncode(".jpg", picture, out var file, new ImageEncodingParam(ImwriteFlags.JpegQuality, quality));
                if (file.Length <= MaxBytes || side == MinSide)
                {
                    return (file, picture.Cols, picture.Rows);
                }
            }
        }
    }
}
