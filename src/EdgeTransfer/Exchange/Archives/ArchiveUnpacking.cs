using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text.Json;
using EdgeTransfer.Cli;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Storage.Exchange;

namespace EdgeTransfer.Exchange.Archives;

/// <summary>Unpacks an archive from anybody into a staging folder, under names of its own, and proves it against its manifest.</summary>
internal sealed class ArchiveUnpacking(StagingFolder staging, ExchangeLimits limits)
{
    private const int OtherEntries = 1000;

    private readonly EntryNames _names = new();
    private readonly Dictionary<string, string> _paths = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ArchiveManifest.Entry> _read = new(StringComparer.Ordinal);
    private long _bytes;

    /// <summary>The manifest, its hash, and where the entries lie; or what is wrong with which of them.</summary>
    public Result<(ArchiveManifest Manifest, string Sha256, IReadOnlyDictionary<string, string> Files)> Unpack(string path, IProgressLine line, CancellationToken cancellation)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (TarHeaders.Check(file, limits.MaxParts + OtherEntries) is { } refusal)
            {
                return refusal;
            }

            using var tar = new TarReader(file, leaveOpen: true);
            while (tar.GetNextEntry() is { } entry)
            {
                cancellation.ThrowIfCancellationRequested();
                if (Take(entry) is { } refused)
                {
                    return refused;
                }

                line.Report("unpacking", (double)file.Position / file.Length);
            }

            return Prove();
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException or NotSupportedException or OverflowException)
        {
            return new Refusal(RefusalKind.Damaged, $"{Path.GetFileName(path)} is no tar file that can be read: {e.Message}");
        }
    }

    private Refusal? Take(TarEntry entry)
    {
        if (_names.Add(entry.Name) is { } refusal)
        {
            return refusal;
        }

        if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile) || Limit(entry.Name) is not { } limit)
        {
            return new(RefusalKind.Invalid, $"The entry '{EntryNames.Show(entry.Name)}' does not belong into an archive.");
        }

        var path = staging.NewFile();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using (var to = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
        {
            var buffer = new byte[1 << 16];
            for (int count; entry.DataStream is { } from && (count = from.Read(buffer)) > 0; limit -= count)
            {
                // Counted as it comes, whatever the header said.
                if (count > limit || (_bytes += count) > limits.MaxTotalBytes)
                {
                    return new(RefusalKind.TooLarge, $"The entry '{EntryNames.Show(entry.Name)}' is larger than the limit, or all entries together are.");
                }

                hash.AppendData(buffer, 0, count);
                to.Write(buffer, 0, count);
            }

            _read[entry.Name] = new(to.Length, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }

        if (_read[entry.Name].Bytes != entry.Length)
        {
            return new(RefusalKind.Damaged, $"The archive was cut short in '{EntryNames.Show(entry.Name)}'.");
        }

        _paths[entry.Name] = path;
        return null;
    }

    /// <summary>How large an entry may be; null for a name that is none of an archive's.</summary>
    private long? Limit(string name) => name switch
    {
        ArchiveManifest.Name or ArchiveManifest.Samples or ArchiveManifest.Labels or ArchiveManifest.Golden => limits.MaxTextBytes,
        ArchiveManifest.Log => limits.MaxLogBytes,
        _ when Inner(name, "images/", ".png") => limits.MaxImageBytes,
        _ when Inner(name, "heads/", ".zip") => Heads.HeadPackageReader.MaxBytes,
        _ => null,
    };

    private static bool Inner(string name, string folder, string extension) => name.StartsWith(folder, StringComparison.Ordinal)
        && name.EndsWith(extension, StringComparison.Ordinal) && name.Length > folder.Length + extension.Length && Topics.IsLevel(name[folder.Length..^extension.Length]);

    private Result<(ArchiveManifest Manifest, string Sha256, IReadOnlyDictionary<string, string> Files)> Prove()
    {
        if (!_paths.TryGetValue(ArchiveManifest.Name, out var path))
        {
            return new Refusal(RefusalKind.Damaged, $"The archive has no {ArchiveManifest.Name}, its last entry: it was cut short, or is no archive of a device.");
        }

        try
        {
            using var stream = File.OpenRead(path);
            if (JsonSerializer.Deserialize<ArchiveManifest>(stream, StrictJson.Options) is not { Schema: ArchiveManifest.CurrentSchema } manifest || !Topics.IsLevel(manifest.Product))
            {
                return new Refusal(RefusalKind.Invalid, $"Its {ArchiveManifest.Name} is no {ArchiveManifest.CurrentSchema}.");
            }

            foreach (var (name, entry) in _read.Where(e => e.Key != ArchiveManifest.Name))
            {
                if (!manifest.Files.TryGetValue(name, out var said) || said != entry)
                {
                    return new Refusal(RefusalKind.Damaged, $"The entry '{name}' is not what the manifest says: its hash is {entry.Sha256}.");
                }
            }

            string[] needed = [.. manifest.Files.Keys, ArchiveManifest.Samples, ArchiveManifest.Labels, ArchiveManifest.Log];
            return needed.FirstOrDefault(name => !_read.ContainsKey(name)) is { } missing
                ? new Refusal(RefusalKind.Damaged, $"The entry '{EntryNames.Show(missing)}' is missing.")
                : (manifest, _read[ArchiveManifest.Name].Sha256, _paths);
        }
        catch (JsonException e)
        {
            return new Refusal(RefusalKind.Damaged, $"Its {ArchiveManifest.Name} cannot be read: {e.Message}");
        }
    }
}
