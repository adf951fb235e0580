using EdgeTransfer.Core.Capturing;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Vision.Capturing;
using EdgeTransfer.Vision.Preparing;
using OpenCvSharp;

namespace EdgeTransfer.Vision.Maps;

/// <summary>A small copy of what was judged, for a page with many pictures.</summary>
public static class Thumbnail
{
    /// <summary>The region of a frame, with its longest side at most so many pixels. The caller disposes it.</summary>
    /// <param name="frame">Left as it is.</param>
    /// <param name="region">Must lie in the frame; null takes the whole of it.</param>
    /// <param name="side">Pixels.</param>
    public static Frame Of(Frame frame, Region? region, int side)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(side);
        using var view = RegionView.Of(frame, region);
        var scale = Math.Min(1, (double)side / Math.Max(view.Mat.Cols, view.Mat.Rows));
        var small = new Mat();
        Cv2.Resize(view.Mat, small, new(Side(view.Mat.Cols), Side(view.Mat.Rows)), 0, 0, InterpolationFlags.Area);
        return new(new MatMemory(small), small.Cols, small.Rows, frame.Sequence, frame.Timestamp, frame.CapturedAt, frame.Origin);

        int Side(int pixels) => Math.Max(1, (int)Math.Round(pixels * scale));
    }
}
