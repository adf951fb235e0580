using System.Buffers.Binary;

namespace EdgeTransfer.Vision.Capturing.Headers;

/// <summary>Classic TIFF (not BigTIFF): the first directory's 12-byte entries hold size and tile size.</summary>
internal static class TiffHeader
{
    private const int EntryBytes = 12;
    private const ushort ImageWidth = 256;
    private const ushort ImageLength = 257;
    private const ushort TileWidth = 322;
    private const ushort TileLength = 323;
    private const ushort Short = 3;
    private const ushort Long = 4;

    /// <summary>
    /// Size of the first image, or of one tile where that is larger: the decoder holds a whole tile. Complete when the
    /// directory is; the decoder itself refuses strips that are cut short.
    /// </summary>
    public static ImageHeader? Read(ReadOnlySpan<byte> file)
    {
        var little = file[0] == (byte)'I';
        var start = file.Length < 8 ? uint.MaxValue : U32(file[4..], little);
        if (start + 2L > file.Length)
        {
            return null;
        }

        var directory = file[(int)start..];
        int count = U16(directory, little);
        if (directory.Length < 2 + (count * EntryBytes))
        {
            return null;
        }

        long width = 0, height = 0, tileWidth = 0, tileHeight = 0;
        for (var i = 0; i < count; i++)
        {
            var entry = directory.Slice(2 + (i * EntryBytes), EntryBytes);
            switch (U16(entry, little))
            {
                case ImageWidth: width = Math.Max(width, Value(entry, little)); break;
                case ImageLength: height = Math.Max(height, Value(entry, little)); break;
                case TileWidth: tileWidth = Math.Max(tileWidth, Value(entry, little)); break;
                case TileLength: tileHeight = Math.Max(tileHeight, Value(entry, little)); break;
                default: break;
            }
        }

        return width == 0 || height == 0
            ? null
            : new(ImageFormat.Tiff, Math.Max(width, tileWidth), Math.Max(height, tileHeight), Complete: true);
    }

    private static long Value(ReadOnlySpan<byte> entry, bool little) => U16(entry[2..], little) switch
    {
        Short => U16(entry[8..], little),
        Long => U32(entry[8..], little),
        _ => 0,
    };

    private static ushort U16(ReadOnlySpan<byte> at, bool little) =>
        little ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);

    private static uint U32(ReadOnlySpan<byte> at, bool little) =>
        little ? BinaryPrimitives.ReadUInt32LittleEndian(at) : BinaryPrimitives.ReadUInt32BigEndian(at);
}
