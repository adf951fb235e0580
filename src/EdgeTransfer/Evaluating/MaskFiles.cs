using EdgeTransfer.Cli;
using EdgeTransfer.Vision.Masks;

namespace EdgeTransfer.Evaluating;

/// <summary>Finds and reads the masks of a data set. One that cannot be used is a usage error: figures without it would look whole.</summary>
internal static class MaskFiles
{
    private static readonly string[] Extensions = [".png", ".PNG"];

    /// <summary>Masks that lie beside a JPEG, as a PNG of the same name, by image.</summary>
    public static IReadOnlyDictionary<string, string> Beside(IEnumerable<string> images) => Found(images
        .Where(image => Path.GetExtension(image).ToUpperInvariant() is ".JPG" or ".JPEG")
        .SelectMany(image => Extensions.Select(extension => (image, Path.ChangeExtension(image, extension)))));

    /// <summary>Masks in the layout of MVTec AD, <c>ground_truth/CLASS/NAME_mask.png</c>, by image.</summary>
    public static IReadOnlyDictionary<string, string> Mvtec(string folder, IReadOnlyDictionary<string, string[]> defects) => Found(defects
        .SelectMany(d => d.Value.Select(image => (image, Path.Combine(folder, "ground_truth", d.Key, Path.GetFileNameWithoutExtension(image) + "_mask.png")))));

    /// <summary>Reads the mask of an image of this size.</summary>
    public static Mask Read(string path, string image, (int Width, int Height) size)
    {
        var mask = MaskFile.Load(path, TimeProvider.System);
        return !mask.IsOk
            ? throw new UsageException($"The mask of {image} cannot be used: {mask.Refusal.Message}")
            : (mask.Value.Width, mask.Value.Height) == size
                ? mask.Value
                : throw new UsageException($"The mask {path} has {mask.Value.Width}×{mask.Value.Height} pixels and its image {size.Width}×{size.Height}; they must be of one size.");
    }

    private static Dictionary<string, string> Found(IEnumerable<(string Image, string Mask)> candidates) =>
        candidates.Where(c => File.Exists(c.Mask)).DistinctBy(c => c.Image).ToDictionary(c => c.Image, c => c.Mask, StringComparer.Ordinal);
}
