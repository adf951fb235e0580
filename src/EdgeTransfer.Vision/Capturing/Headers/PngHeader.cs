using System.Buffers.Binary;

namespace EdgeTransfer.Vision.Capturing.Headers;

/// <summary>PNG: signature, then chunks of length, type, data and CRC; IHDR first, IEND last.</summary>
internal static class PngHeader
{
    private const int SignatureBytes = 8;
    private const int ChunkOverhead = 12;
    private const int HeaderBytes = 13;

    /// <summary>Size from IHDR; complete when the chunks lead to IEND inside the file.</summary>
    public static ImageHeader? Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < SignatureBytes + ChunkOverhead + HeaderBytes
            || BinaryPrimitives.ReadUInt32BigEndian(file[SignatureBytes..]) != HeaderBytes
            || !file[12..].StartsWith("IHDR"u8))
        {
            return null;
        }

        return new(
            ImageFormat.Png,
            BinaryPrimitives.ReadUInt32BigEndian(file[16..]),
            BinaryPrimitives.ReadUInt32BigEndian(file[20..]),
            ReachesEnd(file));
    }

    private static bool ReachesEnd(ReadOnlySpan<byte> file)
    {
        var at = (long)SignatureBytes;
        while (at + ChunkOverhead <= file.Length)
        {
            var chunk = file[(int)at..];
            if (chunk[4..].StartsWith("IEND"u8))
            {
                return true;
            }

            at += ChunkOverhead + BinaryPrimitives.ReadUInt32BigEndian(chunk);
        }

        return false;
    }
}
