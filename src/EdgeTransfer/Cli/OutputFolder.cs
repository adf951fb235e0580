namespace EdgeTransfer.Cli;

/// <summary>Folders that commands write into; made before the work, not after it.</summary>
internal static class OutputFolder
{
    public static void Make(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The folder {path} cannot be made: {e.Message}");
        }
    }
}
