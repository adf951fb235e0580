using EdgeTransfer.Storage.Database;

namespace EdgeTransfer.Cli;

/// <summary>A device's data folder, read beside the service that writes it.</summary>
internal static class DeviceData
{
    /// <summary>Opens its database to read; what is wrong with the folder is a usage error.</summary>
    public static LineDatabase Open(string folder) => Directory.Exists(folder)
        ? LineDatabase.OpenToRead(Path.Combine(folder, "line.db")).OrFail()
        : throw new UsageException($"There is no folder {folder}.");
}
