using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EdgeTransfer.Core.Audit;

/// <summary>A row of the log as it is stored. Nothing in it is trusted before its chain is verified, so all but the number is text.</summary>
/// <param name="Seq">Its number, from 1.</param>
/// <param name="At">When, UTC, <c>2026-01-31T12:00:00.0000000Z</c>.</param>
/// <param name="Kind">The word of an <see cref="AuditKind"/>.</param>
/// <param name="Product">The product that it concerns.</param>
/// <param name="Subject">What it concerns.</param>
/// <param name="By">Key of the operator, or <c>device</c>.</param>
/// <param name="Json">All that is to be known of it.</param>
/// <param name="Previous">Hash of the row before; <see cref="ChainHead.Beginning"/> in the first.</param>
public sealed record AuditRow(long Seq, string At, string Kind, string Product, string Subject, string By, string Json, string Previous)
{
    /// <summary>The hash that is stored with it; empty before it is stored.</summary>
    public string Hash { get; init; } = "";

    /// <summary>The operator's name; null when it is forgotten, or nobody's.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// SHA-256, lower-case hex, of previous, seq (decimal), at, kind, product, subject, by, json, each as UTF-8 behind its length
    /// (4 bytes, big endian): no two rows have the same bytes.
    /// </summary>
    public string ComputeHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var field in (ReadOnlySpan<string>)[Previous, Seq.ToString(CultureInfo.InvariantCulture), At, Kind, Product, Subject, By, Json])
        {
            var bytes = Encoding.UTF8.GetBytes(field);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
