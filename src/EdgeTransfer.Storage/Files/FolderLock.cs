using EdgeTransfer.Core.Results;

namespace EdgeTransfer.Storage.Files;

/// <summary>Keeps a second process away from a data folder: both would give the same trigger numbers. The kernel ends it with the process.</summary>
public sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <summary>Takes the folder, or says that another process has it.</summary>
    public static Result<FolderLock> Take(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return new FolderLock(new FileStream(Path.Combine(folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Refusal(RefusalKind.NotNow, $"The data folder {folder} cannot be taken ({e.Message}): is another EdgeTransfer running on it?");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
