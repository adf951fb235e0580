using System.Buffers.Binary;

namespace EdgeTransfer.Vision.Fixtures;

/// <summary>Hand-made files that claim a size and hold no pixels, but end as they should.</summary>
internal static class ClaimingFiles
{
    public static byte[] Png(uint width, uint height)
    {
        byte[] file =
        [
            0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A,
            0, 0, 0, 13, .. "IHDR"u8, 0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0, 0, 0, 0, 0,
            0, 0, 0, 0, .. "IEND"u8, 0xAE, 0x42, 0x60, 0x82,
        ];
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(16), width);
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(20), height);
        return file;
    }

    public static byte[] Jpeg(ushort width, ushort height)
    {
        byte[] file =
        [
            0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 1, // a segment to be skipped
            0xFF, 0xC2, 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0,
            0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x12, 0xFF, 0x00, 0xFF, 0xD0, 0x34,
            0xFF, 0xD9,
        ];
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(13), height);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(15), width);
        return file;
    }

    public static byte[] Bmp(int width, int height)
    {
        var file = new byte[54];
        "BM"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(10), 54);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), height);
        BinaryPrimitives.WriteInt16LittleEndian(file.AsSpan(28), 24);
        return file;
    }

    public static byte[] Tiff(uint width, uint height)
    {
        var file = new byte[8 + 2 + (2 * 12) + 4];
        Copy([(byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 2, 1, 0, 0, 4, 0, 0, 0, 1], file);
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(18), width);
        Copy([1, 1, 0, 4, 0, 0, 0, 1], file.AsSpan(22));
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(30), height);
        return file;
    }

    public static byte[] Webp(int width, int height)
    {
        byte[] file = [.. "RIFF"u8, 22, 0, 0, 0, .. "WEBPVP8X"u8, 10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        (file[24], file[25], file[26]) = ((byte)(width - 1), (byte)((width - 1) >> 8), (byte)((width - 1) >> 16));
        (file[27], file[28], file[29]) = ((byte)(height - 1), (byte)((height - 1) >> 8), (byte)((height - 1) >> 16));
        return file;
    }

    private static void Copy(ReadOnlySpan<byte> bytes, Span<byte> to) => bytes.CopyTo(to);
}
