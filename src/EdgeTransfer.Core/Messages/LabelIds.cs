using System.Security.Cryptography;

namespace EdgeTransfer.Core.Messages;

/// <summary>Ids of labels that came many in one command.</summary>
public static class LabelIds
{
    /// <summary>The same for the same command and place, so that a repeat is no second label (UUID version 8, RFC 9562).</summary>
    public static Guid Of(Guid command, int index)
    {
        var hash = SHA256.HashData([.. command.ToByteArray(bigEndian: true), .. BitConverter.GetBytes(index)]);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new(hash.AsSpan(0, 16), bigEndian: true);
    }
}
