using EdgeTransfer.Core.Capturing;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Vision.Capturing;
using OpenCvSharp;

namespace EdgeTransfer.Vision.Masks;

/// <summary>The mask of an image from a file: every pixel that is not black is a defect. All checks of <see cref="ImageFile"/> hold.</summary>
public static class MaskFile
{
    private const int PngDepthAt = 24;

    /// <summary>Reads a mask and finds its regions.</summary>
    /// <returns>The mask; else what <see cref="ImageFile.Load"/> refuses, and a PNG of 16 bits, whose small values would be lost.</returns>
    public static Result<Mask> Load(string path, TimeProvider time)
    {
        var image = ImageFile.Load(path, time);
        if (!image.IsOk)
        {
            return image.Refusal;
        }

        using var frame = image.Value;
        return HasSixteenBits(path)
            ? new Refusal(RefusalKind.Invalid, $"{frame.Origin} has 16 bits a pixel; save the mask with 8.")
            : Regions(frame);
    }

    private static Mask Regions(Frame frame)
    {
        using var defect = new Mat(frame.Height, frame.Width, MatType.CV_8UC1);
        var pixels = frame.Pixels.Span;
        var marked = defect.AsSpan<byte>();
        for (var i = 0; i < marked.Length; i++)
        {
            marked[i] = (byte)(pixels[3 * i] | pixels[(3 * i) + 1] | pixels[(3 * i) + 2]);
        }

        using Mat labels = new(), stats = new(), centroids = new();
        var count = Cv2.ConnectedComponentsWithStats(defect, labels, stats, centroids, PixelConnectivity.Connectivity8, MatType.CV_32S);
        var boxes = new MarkBox[count - 1]; // label 0 is the ground
        for (var i = 0; i < boxes.Length; i++)
        {
            var row = stats.AsSpan<int>()[((i + 1) * stats.Cols)..];
            boxes[i] = new((double)row[0] / frame.Width, (double)row[1] / frame.Height, (double)row[2] / frame.Width, (double)row[3] / frame.Height);
        }

        return new(frame.Width, frame.Height, labels.AsSpan<int>().ToArray(), boxes);
    }

    private static bool HasSixteenBits(string path)
    {
        Span<byte> start = stackalloc byte[PngDepthAt + 1];
        using var file = File.OpenHandle(path);
        return RandomAccess.Read(file, start, 0) == start.Length && start[1] == (byte)'P' && start[PngDepthAt] == 16;
    }
}
