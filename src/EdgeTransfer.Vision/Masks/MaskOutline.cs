using EdgeTransfer.Core.Capturing;
using EdgeTransfer.Vision.Preparing;
using OpenCvSharp;

namespace EdgeTransfer.Vision.Masks;

/// <summary>Shows a person where a mask says the defects lie.</summary>
public static class MaskOutline
{
    /// <summary>Pixels between a defect and the line around it, so that the line hides nothing.</summary>
    private const int Gap = 3;

    private static readonly Scalar Colour = new(255, 190, 0); // light blue, which no colour of the heat map is

    /// <summary>Draws a line around each region of a mask.</summary>
    /// <param name="mask">Of the image, in any size.</param>
    /// <param name="picture">The same image, in any other size; changed.</param>
    public static unsafe void Draw(Mask mask, Frame picture)
    {
        ArgumentNullException.ThrowIfNull(mask);
        ArgumentNullException.ThrowIfNull(picture);
        fixed (int* regions = mask.Regions)
        {
            using var numbered = Mat.FromPixelData(mask.Height, mask.Width, MatType.CV_32SC1, (nint)regions);
            using Mat defect = new(), small = new(), near = new();
            Cv2.Compare(numbered, 0, defect, CmpTypes.GT);
            // Largest of what becomes one pixel: a defect of one pixel does not vanish.
            using var wide = Cv2.GetStructuringElement(MorphShapes.Rect, new(Shrink(mask.Width, picture.Width), Shrink(mask.Height, picture.Height)));
            Cv2.Dilate(defect, defect, wide);
            Cv2.Resize(defect, small, new(picture.Width, picture.Height), 0, 0, InterpolationFlags.Nearest);
            using var around = Cv2.GetStructuringElement(MorphShapes.Ellipse, new((2 * Gap) + 1, (2 * Gap) + 1));
            Cv2.Dilate(small, near, around);
            Cv2.FindContours(near, out var contours, out _, RetrievalModes.External, ContourApproximationModes.ApproxNone);
            using var view = RegionView.Of(picture, null);
            Cv2.DrawContours(view.Mat, contours, -1, Colour);
        }
    }

    private static int Shrink(int from, int to) => Math.Max(1, (from + to - 1) / to);
}
