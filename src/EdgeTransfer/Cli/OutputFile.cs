namespace EdgeTransfer.Cli;

/// <summary>Files that commands write.</summary>
internal static class OutputFile
{
    /// <summary>Refuses, before the work begins, what cannot be written afterwards.</summary>
    public static void Check(FileInfo? file)
    {
        if (file is { Directory.Exists: false })
        {
            throw new UsageException($"{file} cannot be written: there is no folder {file.DirectoryName}.");
        }

        if (file is not null && Directory.Exists(file.FullName))
        {
            throw new UsageException($"{file} cannot be written: it is a folder.");
        }
    }

    /// <summary>Writes it in place of an earlier one.</summary>
    public static async Task WriteAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        try
        {
            await File.WriteAllBytesAsync(path, content, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{path} cannot be written: {e.Message}");
        }
    }
}
