using System.Buffers.Binary;

namespace EdgeTransfer.Vision.Capturing.Headers;

/// <summary>WebP: a RIFF container whose first chunk (VP8, VP8L or VP8X) holds the size.</summary>
internal static class WebpHeader
{
    private const int FirstChunkData = 20;
    private const int Mask14 = (1 << 14) - 1;

    /// <summary>Size from the first chunk; complete when the file is as long as RIFF says.</summary>
    public static ImageHeader? Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < FirstChunkData + 10)
        {
            return null;
        }

        var data = file[FirstChunkData..];
        var complete = BinaryPrimitives.ReadUInt32LittleEndian(file[4..]) + 8L <= file.Length;
        var type = file.Slice(12, 4);
        if (type.SequenceEqual("VP8 "u8) && data is [_, _, _, 0x9D, 0x01, 0x2A, ..])
        {
            return new(
                ImageFormat.Webp,
                BinaryPrimitives.ReadUInt16LittleEndian(data[6..]) & Mask14,
                BinaryPrimitives.ReadUInt16LittleEndian(data[8..]) & Mask14,
                complete);
        }

        if (type.SequenceEqual("VP8L"u8) && data[0] == 0x2F)
        {
            var bits = BinaryPrimitives.ReadUInt32LittleEndian(data[1..]);
            return new(ImageFormat.Webp, (bits & Mask14) + 1, ((bits >> 14) & Mask14) + 1, complete);
        }

        return type.SequenceEqual("VP8X"u8)
            ? new(ImageFormat.Webp, U24(data[4..]) + 1, U24(data[7..]) + 1, complete)
            : null;
    }

    private static long U24(ReadOnlySpan<byte> at) => at[0] | (at[1] << 8) | (at[2] << 16);
}
