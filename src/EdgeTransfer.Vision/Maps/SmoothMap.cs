using OpenCvSharp;

namespace EdgeTransfer.Vision.Maps;

/// <summary>
/// Patch maps as smooth images: linear interpolation and then a Gaussian of a quarter of a patch, as PatchCore has it (Roth et
/// al., CVPR 2022). No value leaves the range of the map, so a distance stays one; cubic interpolation does not promise that.
/// </summary>
public static class SmoothMap
{
    /// <summary>Samples to a side of one patch where the Gaussian works, so that its cost does not grow with the image.</summary>
    private const int SamplesAPatch = 8;

    /// <summary>Deviation of the Gaussian, patches.</summary>
    private const double Deviation = 0.25;

    /// <summary>Upsamples a map to an image of any size. Both cover the same area: a patch's centre stays where it is in the image.</summary>
    /// <param name="map">rows × columns.</param>
    /// <param name="rows">Rows of patches.</param>
    /// <param name="columns">Patches a row.</param>
    /// <param name="width">Pixels a row.</param>
    /// <param name="height">Rows of pixels.</param>
    /// <param name="pixels">Filled: height × width.</param>
    public static unsafe void Upsample(ReadOnlySpan<float> map, int rows, int columns, int width, int height, Span<float> pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNotEqual(map.Length, rows * columns, nameof(map));
        ArgumentOutOfRangeException.ThrowIfNotEqual(pixels.Length, checked(width * height), nameof(pixels));
        fixed (float* patch = map)
        fixed (float* pixel = pixels)
        {
            using var patches = Mat.FromPixelData(rows, columns, MatType.CV_32FC1, (nint)patch);
            using var image = Mat.FromPixelData(height, width, MatType.CV_32FC1, (nint)pixel);
            using var smooth = new Mat();
            // rows × columns → 8·rows × 8·columns → height × width
            Cv2.Resize(patches, smooth, new(columns * SamplesAPatch, rows * SamplesAPatch), 0, 0, InterpolationFlags.Linear);
            Cv2.GaussianBlur(smooth, smooth, default, Deviation * SamplesAPatch, borderType: BorderTypes.Replicate);
            Cv2.Resize(smooth, image, image.Size(), 0, 0, InterpolationFlags.Linear);
        }
    }
}
