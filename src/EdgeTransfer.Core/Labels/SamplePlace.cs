using EdgeTransfer.Core.Recipes;

namespace EdgeTransfer.Core.Labels;

/// <summary>Where a stored image lay in its frame, pixels.</summary>
/// <param name="X">Its left side.</param>
/// <param name="Y">Its upper side.</param>
/// <param name="Width">Its width.</param>
/// <param name="Height">Its height.</param>
/// <param name="FrameWidth">Width of the frame that it was cut from.</param>
/// <param name="FrameHeight">Height of that frame.</param>
public sealed record SamplePlace(int X, int Y, int Width, int Height, int FrameWidth, int FrameHeight)
{
    /// <summary>The place of a recipe's region in a frame; null takes the whole frame.</summary>
    public static SamplePlace Of(Region? region, int frameWidth, int frameHeight) => region is { } r
        ? new(r.X, r.Y, r.Width, r.Height, frameWidth, frameHeight)
        : new(0, 0, frameWidth, frameHeight, frameWidth, frameHeight);

    /// <summary>
    /// The place of an image that was stored before places were: at the recipe's region if it has that size; null when it has not.
    /// </summary>
    public static SamplePlace? Assumed(Region? region, int width, int height) => region is null
        ? Of(null, width, height)
        : region.Width == width && region.Height == height ? new(region.X, region.Y, width, height, region.X + width, region.Y + height) : null;

    /// <summary>The recipe's region in the frame; the whole frame for null.</summary>
    public Region RegionOf(Region? region) => region ?? new(0, 0, FrameWidth, FrameHeight);

    /// <summary>
    /// The recipe's region in pixels of the stored image, so that a sample outlives a change of the region; null when the image
    /// does not show all of it.
    /// </summary>
    public Region? CropFor(Region? region)
    {
        var (x, y, width, height) = RegionOf(region);
        return x >= X && y >= Y && (long)x + width <= (long)X + Width && (long)y + height <= (long)Y + Height
            ? new(x - X, y - Y, width, height)
            : null;
    }
}
