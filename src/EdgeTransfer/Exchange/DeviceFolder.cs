using EdgeTransfer.Cli;
using EdgeTransfer.Configuration;
using EdgeTransfer.Exchange.Heads;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Database;
using EdgeTransfer.Storage.Exchange;
using EdgeTransfer.Storage.Files;
using Microsoft.Extensions.Configuration;

namespace EdgeTransfer.Exchange;

/// <summary>A device's data folder in the hands of a command; refused while the service runs.</summary>
internal sealed class DeviceFolder : IDisposable
{
    private readonly FolderLock _lock;

    private DeviceFolder(string path, FolderLock taken, LineDatabase database) => (Path, _lock, Database) = (path, taken, database);

    public string Path { get; }

    public LineDatabase Database { get; }

    /// <summary>Takes it; a new one is made.</summary>
    public static DeviceFolder Take(string folder)
    {
        var path = System.IO.Path.GetFullPath(folder);
        var taken = FolderLock.Take(path).OrFail();
        var database = LineDatabase.Open(System.IO.Path.Combine(path, LineFiles.Database));
        if (!database.IsOk)
        {
            taken.Dispose();
        }

        var device = new DeviceFolder(path, taken, database.OrFail());
        Directory.CreateDirectory(System.IO.Path.Combine(path, LineFiles.Samples));
        Directory.CreateDirectory(System.IO.Path.Combine(path, LineFiles.Heads));
        return device;
    }

    /// <summary>What takes heads in: it trusts whom the settings trust, and knows the stations that they name.</summary>
    public HeadImport Heads(IConfiguration configuration)
    {
        var learning = Settings.ReadLearning(configuration).OrFail();
        var keys = learning.TrustedKeys is { } folder ? SigningKeys.ReadTrusted(folder).OrFail() : [];
        return new(Database, Path, new HeadTrust(keys, learning.RequireSignedHeads), ServedKeys(configuration), TimeProvider.System);
    }

    public void Dispose()
    {
        Database.Dispose();
        _lock.Dispose();
    }

    private static Dictionary<string, string> ServedKeys(IConfiguration configuration)
    {
        if (!configuration.GetSection($"{DeviceOptions.Section}:{nameof(DeviceOptions.StationFiles)}").GetChildren().Any())
        {
            return [];
        }

        using var stations = new StationSet(Settings.Read(configuration).OrFail());
        return stations.All.Where(s => s.ServedKey.Length > 0).ToDictionary(s => s.Recipe.Product, s => s.ServedKey, StringComparer.Ordinal);
    }
}
