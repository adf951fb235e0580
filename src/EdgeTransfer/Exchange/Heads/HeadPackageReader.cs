using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Storage.Heads;

namespace EdgeTransfer.Exchange.Heads;

/// <summary>Unpacks a head from anybody: known entries alone, each within its limits and of the hash that is listed, signed by whom the device trusts.</summary>
internal static class HeadPackageReader
{
    /// <summary>Largest package.</summary>
    public const long MaxBytes = SafeTensors.MaxFileBytes;

    private const int SmallBytes = 1 << 20;
    private const int MaxDirectoryBytes = 1 << 16;
    private const int EndLength = 22;
    private const int DirectoryAt = 16;

    /// <summary>Unpacks and proves a package.</summary>
    /// <returns>Its entries by name, and who signed it in words.</returns>
    public static Result<(IReadOnlyDictionary<string, byte[]> Files, string Signed)> Read(string path, HeadTrust trust, ExchangeLimits limits)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            if (file.Length > MaxBytes)
            {
                return new Refusal(RefusalKind.TooLarge, $"{Path.GetFileName(path)} is larger than any head.");
            }

            if (!HasSmallDirectory(file))
            {
                return new Refusal(RefusalKind.Damaged, $"{Path.GetFileName(path)} is no zip file of a head, or was cut short.");
            }

            using var zip = new ZipArchive(file, ZipArchiveMode.Read);
            var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
            var names = new EntryNames();
            foreach (var entry in zip.Entries)
            {
                var content = names.Add(entry.FullName) is { } refusal ? refusal : Unpack(entry, limits);
                if (!content.IsOk)
                {
                    return content.Refusal;
                }

                files[entry.FullName] = content.Value;
            }

            return Prove(files, trust);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or JsonException or NotSupportedException)
        {
            return new Refusal(RefusalKind.Damaged, $"{Path.GetFileName(path)} cannot be unpacked: {e.Message}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Refusal(RefusalKind.NotFound, $"{path} cannot be read: {e.Message}");
        }
    }

    private static Result<byte[]> Unpack(ZipArchiveEntry entry, ExchangeLimits limits)
    {
        var limit = entry.FullName switch
        {
            HeadPackage.Tensors => SafeTensors.MaxFileBytes,
            HeadPackage.Scores => limits.MaxTextBytes,
            HeadPackage.Manifest or HeadPackage.Policy or HeadPackage.Hashes or HeadPackage.Signature => SmallBytes,
            _ => 0L,
        };
        if (limit == 0)
        {
            return new Refusal(RefusalKind.Invalid, $"The entry '{EntryNames.Show(entry.FullName)}' does not belong to a head.");
        }

        // The packed length is that of bytes that are there; what comes of them is counted, whatever the header said.
        limit = Math.Min(limit, Math.Max(SmallBytes, limits.MaxRatio * entry.CompressedLength));
        using var from = entry.Open();
        using var to = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int count; (count = from.Read(buffer)) > 0;)
        {
            if (to.Length + count > limit)
            {
                return new Refusal(RefusalKind.TooLarge, $"The entry '{entry.FullName}' unpacks to more than {limit} bytes.");
            }

            to.Write(buffer, 0, count);
        }

        return to.ToArray();
    }

    private static Result<(IReadOnlyDictionary<string, byte[]> Files, string Signed)> Prove(Dictionary<string, byte[]> files, HeadTrust trust)
    {
        if (!files.TryGetValue(HeadPackage.Hashes, out var bytes) || JsonSerializer.Deserialize<HeadHashes>(bytes, StrictJson.Options) is not { Schema: HeadPackage.CurrentSchema } hashes)
        {
            return new Refusal(RefusalKind.Damaged, $"It has no {HeadPackage.Hashes} of schema {HeadPackage.CurrentSchema}.");
        }

        var listed = files.Where(f => f.Key is not (HeadPackage.Hashes or HeadPackage.Signature)).ToDictionary(StringComparer.Ordinal);
        if (hashes.Files.Keys.Concat([HeadPackage.Manifest, HeadPackage.Tensors]).FirstOrDefault(name => !listed.ContainsKey(name)) is { } missing)
        {
            return new Refusal(RefusalKind.Damaged, $"The entry '{EntryNames.Show(missing)}' is missing.");
        }

        foreach (var (name, content) in listed)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(content));
            if (!hashes.Files.TryGetValue(name, out var said) || said != hash)
            {
                return new Refusal(RefusalKind.Damaged, $"The entry '{name}' has the SHA-256 {hash}, which is not the one listed.");
            }
        }

        var signature = files.TryGetValue(HeadPackage.Signature, out var signed) ? JsonSerializer.Deserialize<HeadSignature>(signed, StrictJson.Options) : null;
        var trusted = trust.Check(bytes, signature);
        return trusted.IsOk ? (listed, trusted.Value) : trusted.Refusal;
    }

    /// <summary>
    /// Whether the file ends with a directory of entries that is small, as that of a head is: <see cref="ZipArchive"/> reads it into memory however
    /// long it is.
    /// </summary>
    private static bool HasSmallDirectory(FileStream file)
    {
        var tail = new byte[Math.Min(file.Length, MaxDirectoryBytes)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        file.Position = 0;
        var end = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || end + EndLength > tail.Length)
        {
            return false;
        }

        // One beyond the end of the file stands for the 64-bit form, which no head needs.
        var directory = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + DirectoryAt));
        return directory < file.Length && file.Length - directory <= MaxDirectoryBytes;
    }
}
