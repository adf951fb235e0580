using EdgeTransfer.Core.Labels;
using OpenCvSharp;

namespace EdgeTransfer.Vision.Masks;

/// <summary>Marks as the mask of an image, for data sets that keep defects so.</summary>
public static class BoxMask
{
    /// <summary>A PNG of one channel: 255 in every pixel that a box touches, 0 elsewhere.</summary>
    /// <param name="width">Of the image.</param>
    /// <param name="height">Of the image.</param>
    /// <param name="boxes">In pixels of the image, each within it.</param>
    public static byte[] Encode(int width, int height, IEnumerable<FrameBox> boxes)
    {
        ArgumentNullException.ThrowIfNull(boxes);
        using var mask = new Mat(height, width, MatType.CV_8UC1, Scalar.Black);
        foreach (var box in boxes)
        {
            var (left, top) = ((int)Math.Floor(box.X), (int)Math.Floor(box.Y));
            var (right, bottom) = ((int)Math.Ceiling(box.X + box.Width), (int)Math.Ceiling(box.Y + box.Height));
            Cv2.Rectangle(mask, new Rect(left, top, right - left, bottom - top), Scalar.White, thickness: -1);
        }

        Cv2.ImEncode(".png", mask, out var file);
        return file;
    }
}
