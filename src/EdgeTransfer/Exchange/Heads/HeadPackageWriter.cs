using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EdgeTransfer.Cli;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Storage.Exchange;
using EdgeTransfer.Storage.Heads;

namespace EdgeTransfer.Exchange.Heads;

/// <summary>Packs a head with its policy and scores into one zip file; the same head gives the same entries.</summary>
internal static class HeadPackageWriter
{
    private const string ScoresSuffix = ".scores.json";

    /// <param name="folder">The head's folder, proven by its hash.</param>
    /// <param name="device">Knows its policy; null takes the file beside the folder.</param>
    /// <param name="key">Signs it; null leaves it unsigned.</param>
    public static Result<byte[]> Pack(string folder, DatasetReader? device, ECDsa? key)
    {
        var head = HeadFolders.LoadFolder(folder);
        if (!head.IsOk)
        {
            return head.Refusal;
        }

        var manifest = head.Value.Manifest;
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            [HeadPackage.Manifest] = File.ReadAllBytes(Path.Combine(folder, HeadPackage.Manifest)),
            [HeadPackage.Tensors] = File.ReadAllBytes(Path.Combine(folder, HeadPackage.Tensors)),
        };
        var policy = device is null ? PolicyFile.Find(folder, manifest.Version) is { } beside ? MessageJson.Write(beside) : null
            : device.Policy(manifest.Product, manifest.Version) is { } row ? Encoding.UTF8.GetBytes(row.Json) : null;
        if (policy is not null)
        {
            files[HeadPackage.Policy] = policy;
        }

        var scores = Path.TrimEndingDirectorySeparator(folder) + ScoresSuffix;
        if (File.Exists(scores))
        {
            files[HeadPackage.Scores] = File.ReadAllBytes(scores);
        }

        var hashes = HeadHashes.Of(files);
        files[HeadPackage.Hashes] = hashes;
        if (key is not null)
        {
            files[HeadPackage.Signature] = JsonSerializer.SerializeToUtf8Bytes(HeadSignature.Of(hashes, key), StrictJson.Options);
        }

        return Zip(files, manifest.Created);
    }

    private static byte[] Zip(IReadOnlyDictionary<string, byte[]> files, DateTimeOffset at)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
                entry.LastWriteTime = at.Year is < 1980 or > 2107 ? entry.LastWriteTime : at;
                using var to = entry.Open();
                to.Write(content);
            }
        }

        return buffer.ToArray();
    }
}
