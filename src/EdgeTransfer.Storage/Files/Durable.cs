namespace EdgeTransfer.Storage.Files;

/// <summary>Files and folders that are either there whole or not at all, also after a power cut.</summary>
internal static class Durable
{
    /// <summary>Begin of the names of unfinished files and folders.</summary>
    public const string Unfinished = ".unfinished-";

    /// <summary>Removes what a crash left unfinished below a folder.</summary>
    public static void RemoveUnfinished(string root)
    {
        foreach (var left in Directory.EnumerateFileSystemEntries(root, Unfinished + "*", SearchOption.AllDirectories).ToList())
        {
            if (Directory.Exists(left))
            {
                Directory.Delete(left, recursive: true);
            }
            else
            {
                File.Delete(left);
            }
        }
    }

    /// <summary>Writes a file in place of the present one.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var unfinished = Path.Combine(folder, Unfinished + Guid.NewGuid().ToString("N"));
        try
        {
            File.WriteAllBytes(unfinished, content);
            Libc.Sync(unfinished);
            File.Move(unfinished, path, overwrite: true);
        }
        catch when (File.Exists(unfinished))
        {
            File.Delete(unfinished);
            throw;
        }

        Libc.Sync(folder);
    }

    /// <summary>Gives a finished folder its name. Every file of it is on the disk before the name is.</summary>
    public static void Publish(string unfinished, string folder)
    {
        foreach (var file in Directory.EnumerateFiles(unfinished))
        {
            Libc.Sync(file);
        }

        Libc.Sync(unfinished);
        Directory.Move(unfinished, folder);
        Libc.Sync(Path.GetDirectoryName(Path.GetFullPath(folder))!);
    }
}
