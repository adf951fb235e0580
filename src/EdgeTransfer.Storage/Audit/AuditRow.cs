using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EdgeTransfer.Storage.Audit;

/// <summary>A row of the log as it is stored, without its hash.</summary>
internal sealed record AuditRow(long Seq, string At, string Kind, string Product, string Subject, string By, string Json, string Previous)
{
    /// <summary>
    /// SHA-256, lower-case hex, of all fields in their order, each as UTF-8 behind its length (4 bytes, big endian): no two rows have the
    /// same bytes.
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
