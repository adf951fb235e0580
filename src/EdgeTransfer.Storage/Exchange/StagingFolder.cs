using EdgeTransfer.Storage.Files;

namespace EdgeTransfer.Storage.Exchange;

/// <summary>Where what comes from outside waits until all of it is checked; it goes when it is disposed, or at the next start.</summary>
public sealed class StagingFolder : IDisposable
{
    private int _files;

    /// <summary>Makes it in a folder of the device, so that moving out of it is a renaming.</summary>
    public StagingFolder(string root) =>
        Path = Directory.CreateDirectory(System.IO.Path.Combine(root, Durable.Unfinished + Guid.NewGuid().ToString("N"))).FullName;

    /// <summary>Its full path.</summary>
    public string Path { get; }

    /// <summary>A path in it that is not in use, whatever its source calls the file.</summary>
    public string NewFile() => System.IO.Path.Combine(Path, $"{Interlocked.Increment(ref _files):D8}");

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
