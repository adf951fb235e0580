using System.Buffers.Binary;
using EdgeTransfer.Core.Capturing;

namespace EdgeTransfer.Vision.Capturing.Headers;

/// <summary>PNG: signature, then chunks of length, type, data and CRC; IHDR first, IEND last.</summary>
internal static class PngHeader
{
    private const int SignatureBytes = 8;
    private const int ChunkOverhead = 12;

    /// <summary>Size from IHDR; complete when the chunks lead to IEND inside the file.</summary>
    public static ImageHeader? Read(ReadOnlySpan<byte> file) =>
        PngDimensions.Read(file) is { } size ? new ImageHeader(ImageFormat.Png, size.Width, size.Height, ReachesEnd(file)) : null;

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
