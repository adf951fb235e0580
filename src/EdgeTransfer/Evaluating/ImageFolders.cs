using EdgeTransfer.Cli;
using EdgeTransfer.Vision.Capturing;

namespace EdgeTransfer.Evaluating;

/// <summary>Lists images of folders.</summary>
internal static class ImageFolders
{
    /// <summary>Images of a folder by name; a usage error when there is no such folder or no image in it.</summary>
    public static string[] Files(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new UsageException($"There is no folder {folder}.");
        }

        string[] files = [.. Directory.EnumerateFiles(folder).Where(ImageFile.HasImageExtension).Order(StringComparer.Ordinal)];
        return files.Length > 0 ? files : throw new UsageException($"{folder} holds no image.");
    }

    /// <summary>Names of the sub-folders, in order.</summary>
    public static string[] Names(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateDirectories(folder).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)]
        : throw new UsageException($"There is no folder {folder}.");
}
