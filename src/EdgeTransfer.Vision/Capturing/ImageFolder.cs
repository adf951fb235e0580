using EdgeTransfer.Vision.Capturing.Headers;

namespace EdgeTransfer.Vision.Capturing;

/// <summary>Lists the images of a folder.</summary>
public static class ImageFolder
{
    /// <summary>
    /// Its own images by ordinal file name. Names with a leading dot are left out, and so is a PNG beside a JPEG of the same
    /// name: data sets keep the mask of a photograph that way.
    /// </summary>
    public static string[] List(string folder)
    {
        string[] images = [.. Directory.EnumerateFiles(Path.GetFullPath(folder))
            .Where(file => !Path.GetFileName(file).StartsWith('.') && ImageHeader.Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            .OrderBy(Path.GetFileName, StringComparer.Ordinal)];
        var photographs = images.Where(IsJpeg).Select(Path.GetFileNameWithoutExtension).ToHashSet(StringComparer.Ordinal);
        return [.. images.Where(file => !HasExtension(file, ".png") || !photographs.Contains(Path.GetFileNameWithoutExtension(file)))];
    }

    private static bool IsJpeg(string file) => HasExtension(file, ".jpg") || HasExtension(file, ".jpeg");

    private static bool HasExtension(string file, string extension) => Path.GetExtension(file).Equals(extension, StringComparison.OrdinalIgnoreCase);
}
