using System.Runtime.InteropServices;
using EdgeTransfer.Core.Capturing;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Vision.Preparing;
using OpenCvSharp;

namespace EdgeTransfer.Vision.Maps;

/// <summary>A picture of what was found and where, for a person. Made on demand: it takes longer than judging.</summary>
public static class HeatOverlay
{
    /// <summary>Longest side of the picture, pixels; a larger region is made smaller.</summary>
    public const int MaxSide = 1024;

    private const int Quality = 90;

    // Pale violet: seen on dark and light parts, and beside every colour of the scale.
    private static readonly Scalar OutlineColour = new(255, 120, 200);

    /// <summary>The recipe's region of a frame with the heat map laid over it, and the regions outlined.</summary>
    /// <param name="frame">Left as it is.</param>
    /// <param name="recipe">Says which region the map is of.</param>
    /// <param name="map">rows × columns patch distances.</param>
    /// <param name="rows">Rows of patches.</param>
    /// <param name="columns">Patches a row.</param>
    /// <param name="level">
    /// The head's map level. Nothing is shown below 0.8 of it; from it on the colours go from yellow over red to violet at twice
    /// the level.
    /// </param>
    /// <returns>A JPEG of at most <see cref="MaxSide"/> pixels a side; refuses a region that does not lie in the frame.</returns>
    public static Result<byte[]> Encode(Frame frame, Recipe recipe, ReadOnlySpan<float> map, int rows, int columns, double level)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(recipe);
        if (!RegionView.LiesIn(frame, recipe.Region))
        {
            return new Refusal(RefusalKind.Invalid, $"{frame.Origin}: {RegionView.Outside(frame, recipe.Region!)}.");
        }

        using var picture = Shrunk(frame, recipe.Region);
        var heat = new float[picture.Rows * picture.Cols];
        SmoothMap.Upsample(map, rows, columns, picture.Cols, picture.Rows, heat);
        Lay(picture, heat, level);
        Outline(picture, map, rows, columns, level);
        Cv2.ImEncode(".jpg", picture, out var file, new ImageEncodingParam(ImwriteFlags.JpegQuality, Quality));
        return file;
    }

    private static void Outline(Mat picture, ReadOnlySpan<float> map, int rows, int columns, double level)
    {
        using var finder = new RegionFinder();
        foreach (var region in finder.Find(map, rows, columns, level, new(0, 0, picture.Cols, picture.Rows)))
        {
            Point[] corners = [.. region.Outline.Select(p => new Point((int)p.X, (int)p.Y))];
            Cv2.Polylines(picture, [corners], isClosed: true, OutlineColour, 1, LineTypes.AntiAlias);
        }
    }

    private static Mat Shrunk(Frame frame, Region? region)
    {
        using var view = RegionView.Of(frame, region);
        var scale = Math.Min(1, (double)MaxSide / Math.Max(view.Mat.Cols, view.Mat.Rows));
        var picture = new Mat();
        Cv2.Resize(view.Mat, picture, new(Side(view.Mat.Cols), Side(view.Mat.Rows)), 0, 0, InterpolationFlags.Area);
        return picture;

        int Side(int side) => Math.Max(1, (int)Math.Round(side * scale));
    }

    private static void Lay(Mat picture, float[] heat, double level)
    {
        var perLevel = (float)(1 / Math.Max(level, float.Epsilon));
        var bytes = MemoryMarshal.AsBytes(picture.AsSpan<Vec3b>());
        for (var i = 0; i < heat.Length; i++)
        {
            HeatColours.Lay(bytes.Slice(3 * i, 3), heat[i] * perLevel);
        }
    }
}
