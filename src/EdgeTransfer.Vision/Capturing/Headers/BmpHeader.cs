using System.Buffers.Binary;

namespace EdgeTransfer.Vision.Capturing.Headers;

/// <summary>Windows bitmap with a header of 40 bytes or more, without run-length compression.</summary>
internal static class BmpHeader
{
    private const int FileHeaderBytes = 14;
    private const int InfoHeaderBytes = 40;
    private const uint Uncompressed = 0;
    private const uint BitFields = 3;

    /// <summary>Size from BITMAPINFOHEADER (a negative height is stored top down); complete when all rows are there.</summary>
    public static ImageHeader? Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < FileHeaderBytes + InfoHeaderBytes
            || BinaryPrimitives.ReadUInt32LittleEndian(file[14..]) < InfoHeaderBytes
            || BinaryPrimitives.ReadUInt32LittleEndian(file[30..]) is not (Uncompressed or BitFields))
        {
            return null;
        }

        long pixels = BinaryPrimitives.ReadUInt32LittleEndian(file[10..]);
        long width = BinaryPrimitives.ReadInt32LittleEndian(file[18..]);
        var height = Math.Abs((long)BinaryPrimitives.ReadInt32LittleEndian(file[22..]));
        var bits = BinaryPrimitives.ReadUInt16LittleEndian(file[28..]);
        if (bits is not (1 or 4 or 8 or 15 or 16 or 24 or 32) || width <= 0)
        {
            return null;
        }

        var stride = ((width * bits) + 31) / 32 * 4; // rows are padded to 4 bytes
        return new(ImageFormat.Bmp, width, height, Complete: pixels + ((decimal)stride * height) <= file.Length);
    }
}
