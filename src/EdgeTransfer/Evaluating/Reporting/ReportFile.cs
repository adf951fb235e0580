using EdgeTransfer.Cli;

namespace EdgeTransfer.Evaluating.Reporting;

/// <summary>Where the report goes.</summary>
internal static class ReportFile
{
    /// <summary>Refuses, before the work begins, what cannot be written afterwards.</summary>
    public static void Check(FileInfo? file)
    {
        JsonOut.CheckFolder(file);
        if (file is not null && Directory.Exists(file.FullName))
        {
            throw new UsageException($"{file} cannot be written: it is a folder.");
        }
    }

    public static async Task WriteAsync(string page, FileInfo file, CancellationToken cancellation)
    {
        try
        {
            await File.WriteAllTextAsync(file.FullName, page, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{file} cannot be written: {e.Message}");
        }
    }
}
