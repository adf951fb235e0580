using System.Buffers;
using EdgeTransfer.Core.Capturing;
using EdgeTransfer.Core.Recipes;
using OpenCvSharp;

namespace EdgeTransfer.Vision.Preparing;

/// <summary>A region of a frame as a Mat on the frame's own pixels, without a copy. Pins them until it is disposed.</summary>
internal readonly unsafe ref struct RegionView
{
    private readonly MemoryHandle _pin;

    private RegionView(MemoryHandle pin, Mat mat) => (_pin, Mat) = (pin, mat);

    /// <summary>height × width, 8-bit BGR, with the stride of the frame.</summary>
    public Mat Mat { get; }

    /// <summary>The region; the whole frame for null. It must lie in the frame.</summary>
    public static RegionView Of(Frame frame, Region? region)
    {
        region ??= new(0, 0, frame.Width, frame.Height);
        var pin = frame.Pixels.Pin();
        var stride = frame.Width * 3L;
        var first = (byte*)pin.Pointer + (region.Y * stride) + (region.X * 3L);
        return new(pin, Mat.FromPixelData(region.Height, region.Width, MatType.CV_8UC3, (nint)first, stride));
    }

    /// <summary>Whether no pixel of the region is outside; nothing is clipped silently.</summary>
    public static bool LiesIn(Frame frame, Region? region) => region is null
        || (region is { X: >= 0, Y: >= 0, Width: > 0, Height: > 0 }
            && (long)region.X + region.Width <= frame.Width
            && (long)region.Y + region.Height <= frame.Height);

    /// <summary>Says why it does not.</summary>
    public static string Outside(Frame frame, Region region) =>
        $"region {region.Width}×{region.Height} at {region.X}, {region.Y} does not lie in the frame of {frame.Width}×{frame.Height}";

    /// <summary>Lets the pixels go.</summary>
    public void Dispose()
    {
        Mat.Dispose();
        _pin.Dispose();
    }
}
