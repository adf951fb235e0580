using EdgeTransfer.Core.Capturing;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Recipes;
using OpenCvSharp;

namespace EdgeTransfer.Vision.Preparing;

/// <summary>
/// Makes the backbone's input from a frame: region, resize, RGB, guard. Training and judging both go through here (law 7).
/// Keeps scratch images, so one instance per station; not safe for concurrent calls.
/// </summary>
public sealed class Preparation : IDisposable
{
    private readonly Mat _resized = new();
    private readonly Mat _grey = new();
    private readonly Mat _laplacian = new();

    /// <summary>Bytes of a prepared image: tiles × side × side × 3.</summary>
    public static int RgbLength(Recipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        return checked(recipe.TileCount * recipe.InputSize * recipe.InputSize * 3);
    }

    /// <summary>Prepares the recipe's region of a frame.</summary>
    /// <param name="frame">Left as it is.</param>
    /// <param name="recipe">A valid one (<see cref="Recipe.Validate"/>).</param>
    /// <param name="rgb">
    /// Filled with tiles × side × side × 3 bytes, rows of RGB pixels (N × H × W × 3): the region stretched to the square, or to the
    /// canvas that the recipe's tiles are cut from, row by row. Also filled when the guard refuses; untouched when the region is outside.
    /// </param>
    public Prepared Prepare(Frame frame, Recipe recipe, Span<byte> rgb)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        return Prepare(frame, recipe, recipe.Region, rgb);
    }

    /// <summary>
    /// Prepares a frame that is the region already, as <see cref="RegionImage"/> stores it: bit for bit what
    /// <see cref="Prepare(Frame, Recipe, Span{byte})"/> made of the frame that it was cut from.
    /// </summary>
    public Prepared PrepareRegion(Frame region, Recipe recipe, Span<byte> rgb)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        return Prepare(region, recipe, null, rgb);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _resized.Dispose();
        _grey.Dispose();
        _laplacian.Dispose();
    }

    private unsafe Prepared Prepare(Frame frame, Recipe recipe, Region? region, Span<byte> rgb)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentOutOfRangeException.ThrowIfNotEqual(rgb.Length, RgbLength(recipe), nameof(rgb));
        if (!RegionView.LiesIn(frame, region))
        {
            return new(NotInspectedReason.RegionOutside, RegionView.Outside(frame, region!), double.NaN, double.NaN);
        }

        using (var view = RegionView.Of(frame, region))
        {
            // height × width → canvas; the mean over the area when it shrinks, linear when it grows
            Cv2.Resize(view.Mat, _resized, new(recipe.CanvasWidth, recipe.CanvasHeight), 0, 0, InterpolationFlags.Area);
        }

        fixed (byte* output = rgb)
        {
            Cut(recipe, output);
        }

        return Measure(recipe.Guard);
    }

    /// <summary>canvas → tiles × side × side, BGR → RGB.</summary>
    private unsafe void Cut(Recipe recipe, byte* output)
    {
        var side = recipe.InputSize;
        var (columns, step) = recipe.Tiles is { } tiles ? (tiles.Columns, side - tiles.Overlap) : (1, side);
        for (var tile = 0; tile < recipe.TileCount; tile++)
        {
            using var source = new Mat(_resized, new Rect(tile % columns * step, tile / columns * step, side, side));
            using var target = Mat.FromPixelData(side, side, MatType.CV_8UC3, (nint)(output + ((long)tile * side * side * 3)));
            Cv2.CvtColor(source, target, ColorConversionCodes.BGR2RGB);
        }
    }

    private Prepared Measure(GuardLimits limits)
    {
        Cv2.CvtColor(_resized, _grey, ColorConversionCodes.BGR2GRAY);
        var brightness = Cv2.Sum(_grey).Val0 / _grey.Total(); // Cv2.Mean multiplies by a rounded 1/n: 3.9999… < 4
        Cv2.Laplacian(_grey, _laplacian, MatType.CV_16S);
        Cv2.MeanStdDev(_laplacian, out _, out var deviation);
        return Guard.Check(brightness, deviation.Val0 * deviation.Val0, limits);
    }
}
