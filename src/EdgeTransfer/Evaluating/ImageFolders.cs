using EdgeTransfer.Cli;
using EdgeTransfer.Vision.Capturing;

namespace EdgeTransfer.Evaluating;

/// <summary>Lists images of folders for train and evaluate.</summary>
internal static class ImageFolders
{
    /// <summary>Images of a folder by name; a usage error when there is no such folder or no image in it.</summary>
    public static string[] Files(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new UsageException($"There is no folder {folder}.");
        }

        var files = ImageFolder.List(folder);
        return files.Length > 0 ? files : throw new UsageException($"The folder {folder} holds no image.");
    }

    /// <summary>Names of the sub-folders, in order.</summary>
    public static string[] Names(string folder) => Directory.Exists(folder)
        ? [.. Directory.EnumerateDirectories(folder).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)]
        : throw new UsageException($"There is no folder {folder}.");

    /// <summary>
    /// Images by class: sub-folders (their images, or those of the one folder inside that holds images), or, where there is
    /// none, the folder's own images by what stands before the last underscore of the name.
    /// </summary>
    public static SortedDictionary<string, string[]> Classes(string folder)
    {
        var classes = new SortedDictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var name in Names(folder))
        {
            var (own, inner) = (Path.Combine(folder, name), Directory.EnumerateDirectories(Path.Combine(folder, name)).Order(StringComparer.Ordinal));
            string[] files = [.. new[] { own }.Concat(inner).Select(ImageFolder.List).FirstOrDefault(f => f.Length > 0) ?? []];
            if (files.Length > 0)
            {
                classes[name] = files;
            }
        }

        if (classes.Count == 0)
        {
            foreach (var group in Files(folder).GroupBy(ClassInName))
            {
                classes[group.Key] = [.. group];
            }
        }

        return classes.Count > 1 ? classes : throw new UsageException($"{folder} holds fewer than two classes: use a folder for each class.");
    }

    private static string ClassInName(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        return name.LastIndexOf('_') is > 0 and var at ? name[..at] : name;
    }
}
