using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace EdgeTransfer.Core.Labels;

/// <summary>Parts set aside for gates, chosen by the part id alone: for ever, and nobody can choose otherwise.</summary>
public static class Lockbox
{
    /// <summary>Share of labelled parts set aside.</summary>
    public const double Share = 0.2;

    /// <summary>Whether the part is one that no head may learn from.</summary>
    public static bool Holds(string partId)
    {
        ArgumentException.ThrowIfNullOrEmpty(partId);
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(partId));
        return BinaryPrimitives.ReadUInt32BigEndian(hash) < Share * uint.MaxValue;
    }
}
