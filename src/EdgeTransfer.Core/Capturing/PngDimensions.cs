using System.Buffers.Binary;

namespace EdgeTransfer.Core.Capturing;

/// <summary>Width and height of a PNG, from its first bytes: signature, then the chunk IHDR.</summary>
public static class PngDimensions
{
    /// <summary>Bytes that are needed: signature (8), length and type (8), data (13) and checksum (4) of IHDR.</summary>
    public const int Bytes = 33;

    private const int HeaderBytes = 13;

    /// <summary>As the file claims them; null when it is too short, or begins with no IHDR.</summary>
    public static (uint Width, uint Height)? Read(ReadOnlySpan<byte> start) =>
        start.Length >= Bytes && BinaryPrimitives.ReadUInt32BigEndian(start[8..]) == HeaderBytes && start[12..].StartsWith("IHDR"u8)
            ? (BinaryPrimitives.ReadUInt32BigEndian(start[16..]), BinaryPrimitives.ReadUInt32BigEndian(start[20..]))
            : null;
}
