using System.Buffers.Binary;

namespace EdgeTransfer.Vision.Capturing.Headers;

/// <summary>JPEG: segments that begin with 0xFF and a marker; a frame header (SOF) holds the size, EOI ends the image.</summary>
internal static class JpegHeader
{
    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;

    /// <summary>
    /// Size from the first frame header. Complete when the segments lead to EOI: libjpeg fills what is missing with grey
    /// and calls it a warning.
    /// </summary>
    public static ImageHeader? Read(ReadOnlySpan<byte> file)
    {
        var header = default(ImageHeader?);
        var at = 2; // behind SOI
        while (at + 4 <= file.Length && file[at] == 0xFF)
        {
            var marker = file[at + 1];
            if (marker == 0xFF) // fill byte
            {
                at++;
                continue;
            }

            var segment = file[(at + 2)..];
            var length = BinaryPrimitives.ReadUInt16BigEndian(segment);
            if (marker == EndOfImage || length < 2)
            {
                break;
            }

            if (header is null && IsFrameHeader(marker) && segment.Length >= 7)
            {
                header = new(
                    ImageFormat.Jpeg,
                    BinaryPrimitives.ReadUInt16BigEndian(segment[5..]),
                    BinaryPrimitives.ReadUInt16BigEndian(segment[3..]),
                    Complete: false);
            }

            at += 2 + length;
            if (marker == StartOfScan)
            {
                at = SkipEntropyCoded(file, at);
            }
        }

        var ended = at + 2 <= file.Length && file[at] == 0xFF && file[at + 1] == EndOfImage;
        return header is { } found ? found with { Complete = ended } : null;
    }

    // All SOFn but DHT (C4), JPG (C8) and DAC (CC), which share their range.
    private static bool IsFrameHeader(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    /// <summary>The next 0xFF that is neither a stuffed data byte nor a restart marker.</summary>
    private static int SkipEntropyCoded(ReadOnlySpan<byte> file, int at)
    {
        while (at < file.Length)
        {
            var next = file[at..].IndexOf((byte)0xFF);
            if (next < 0 || at + next + 1 >= file.Length)
            {
                return file.Length;
            }

            at += next;
            if (file[at + 1] is not (0x00 or (>= 0xD0 and <= 0xD7)))
            {
                return at;
            }

            at += 2;
        }

        return file.Length;
    }
}
