using EdgeTransfer.Core.Results;

namespace EdgeTransfer.Exchange;

/// <summary>Files of a folder that came from outside: no name and no link leads out of it.</summary>
internal static class SourceFiles
{
    /// <summary>The path of a file that a document names.</summary>
    public static Result<string> Find(string root, string name)
    {
        if (EntryNames.Check(name) is { } refusal)
        {
            return refusal;
        }

        var path = Path.GetFullPath(root);
        foreach (var part in name.Split('/'))
        {
            path = Path.Combine(path, part);
            if (IsLink(path))
            {
                return new Refusal(RefusalKind.Invalid, $"{EntryNames.Show(name)} is a link, or lies behind one: only files themselves are taken.");
            }
        }

        return File.Exists(path) ? path : new Refusal(RefusalKind.NotFound, $"{EntryNames.Show(name)} is not there.");
    }

    /// <summary>A whole file, if it is no longer than that.</summary>
    public static Result<byte[]> Read(string path, string name, long maxBytes)
    {
        try
        {
            // By its length before it is opened: a named pipe has none, and opening it would wait for a writer.
            var length = new FileInfo(path).Length;
            return length > maxBytes ? new Refusal(RefusalKind.TooLarge, $"{EntryNames.Show(name)} has {length} bytes; the limit is {maxBytes}.")
                : length == 0 ? new Refusal(RefusalKind.Damaged, $"{EntryNames.Show(name)} is empty.")
                : File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Refusal(RefusalKind.Damaged, $"{EntryNames.Show(name)} cannot be read: {e.Message}");
        }
    }

    private static bool IsLink(string path) => File.Exists(path) ? new FileInfo(path).LinkTarget is not null : new DirectoryInfo(path).LinkTarget is not null;
}
