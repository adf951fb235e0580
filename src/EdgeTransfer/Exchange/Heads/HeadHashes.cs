using System.Security.Cryptography;
using System.Text.Json;

namespace EdgeTransfer.Exchange.Heads;

/// <summary>The canonical manifest of hashes: one way to write it, so that its bytes can be signed.</summary>
/// <param name="Schema"><see cref="HeadPackage.CurrentSchema"/>.</param>
/// <param name="Files">SHA-256 by entry, lower-case hex, in ordinal order of the names.</param>
internal sealed record HeadHashes(string Schema, IReadOnlyDictionary<string, string> Files)
{
    public static byte[] Of(IReadOnlyDictionary<string, byte[]> files) => JsonSerializer.SerializeToUtf8Bytes(
        new HeadHashes(
            HeadPackage.CurrentSchema,
            new SortedDictionary<string, string>(files.ToDictionary(f => f.Key, f => Convert.ToHexStringLower(SHA256.HashData(f.Value))), StringComparer.Ordinal)),
        StrictJson.Options);
}
