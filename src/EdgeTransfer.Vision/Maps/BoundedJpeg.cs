using EdgeTransfer.Core.Capturing;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Vision.Preparing;
using OpenCvSharp;

namespace EdgeTransfer.Vision.Maps;

/// <summary>A picture for a person that keeps within a number of bytes: what does not fit is made smaller.</summary>
public static class BoundedJpeg
{
    /// <summary>Longest side that is tried.</summary>
    public const int MaxSide = 1024;

    private const int MinSide = 32;
    private const int Quality = 85;

    /// <summary>The region of a frame as JPEG.</summary>
    /// <param name="frame">Left as it is.</param>
    /// <param name="region">Null takes the whole of it.</param>
    /// <param name="maxBytes">It has no more.</param>
    /// <returns>Refuses a region that does not lie in the frame, and a bound that nothing meets.</returns>
    public static Result<byte[]> Encode(Frame frame, Region? region, int maxBytes)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (!RegionView.LiesIn(frame, region))
        {
            return new Refusal(RefusalKind.Invalid, $"{frame.Origin}: {RegionView.Outside(frame, region!)}.");
        }

        for (var side = (double)MaxSide; side >= MinSide;)
        {
            using var small = Thumbnail.Of(frame, region, (int)side);
            using var view = RegionView.Of(small, null);
            Cv2.ImEncode(".jpg", view.Mat, out var file, new ImageEncodingParam(ImwriteFlags.JpegQuality, Quality));
            if (file.Length <= maxBytes)
            {
                return file;
            }

            // bytes go with the area, or faster where a smaller picture is a smoother one: not too far in one step
            side = Math.Min(side, Math.Max(small.Width, small.Height)) * Math.Clamp(Math.Sqrt((double)maxBytes / file.Length), 0.7, 0.95);
        }

        return new Refusal(RefusalKind.TooLarge, $"{frame.Origin}: no picture of it has {maxBytes} bytes or less.");
    }
}
