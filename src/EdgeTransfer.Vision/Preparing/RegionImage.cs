using EdgeTransfer.Core.Capturing;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Vision.Capturing;
using OpenCvSharp;

namespace EdgeTransfer.Vision.Preparing;

/// <summary>The raw region as a lossless file for the sample store, so that features can be computed again (law 7).</summary>
public static class RegionImage
{
    /// <summary>The recipe's region of a frame as PNG; refuses a region that does not lie in the frame.</summary>
    public static Result<byte[]> Encode(Frame frame, Recipe recipe)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(recipe);
        if (!RegionView.LiesIn(frame, recipe.Region))
        {
            return new Refusal(RefusalKind.Invalid, $"{frame.Origin}: {RegionView.Outside(frame, recipe.Region!)}.");
        }

        using var view = RegionView.Of(frame, recipe.Region);
        // OpenCV's defaults are its fastest; naming a compression level, even the lowest, turns on a slower strategy.
        Cv2.ImEncode(".png", view.Mat, out var file);
        return file;
    }

    /// <summary>
    /// The way back, with all checks of <see cref="ImageFile"/>: a frame that is the region, for
    /// <see cref="Preparation.PrepareRegion"/>. The caller disposes it.
    /// </summary>
    public static Result<Frame> Decode(ReadOnlySpan<byte> file, string origin, TimeProvider time) =>
        ImageFile.Decode(file, origin, time);
}
