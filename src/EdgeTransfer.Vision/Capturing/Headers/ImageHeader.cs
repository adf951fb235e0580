namespace EdgeTransfer.Vision.Capturing.Headers;

/// <summary>What an image file claims, read without a decoder, so that a small file cannot ask for gigabytes.</summary>
/// <param name="Format">By the first bytes, not by the file name.</param>
/// <param name="Width">Pixels a row, as claimed.</param>
/// <param name="Height">Rows, as claimed.</param>
/// <param name="Complete">Whether the file reaches its end marker, or holds the bytes that it names.</param>
internal readonly record struct ImageHeader(ImageFormat Format, long Width, long Height, bool Complete)
{
    /// <summary>Extensions, with dot, that a folder source picks up.</summary>
    public static readonly IReadOnlyList<string> Extensions = [".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".webp"];

    /// <summary>Pixels, as claimed.</summary>
    public decimal Pixels => (decimal)Width * Height;

    /// <summary>Reads the header of a whole file; null when it is none that is known, or contradicts itself.</summary>
    public static ImageHeader? Read(ReadOnlySpan<byte> file)
    {
        var header = Recognise(file) switch
        {
            ImageFormat.Png => PngHeader.Read(file),
            ImageFormat.Jpeg => JpegHeader.Read(file),
            ImageFormat.Bmp => BmpHeader.Read(file),
            ImageFormat.Tiff => TiffHeader.Read(file),
            ImageFormat.Webp => WebpHeader.Read(file),
            _ => null,
        };
        return header is { Width: > 0, Height: > 0 } ? header : null;
    }

    /// <summary>The format by the first bytes (12 are enough); null when it is none that is known.</summary>
    public static ImageFormat? Recognise(ReadOnlySpan<byte> start) => start switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => ImageFormat.Png,
        [0xFF, 0xD8, 0xFF, ..] => ImageFormat.Jpeg,
        [(byte)'B', (byte)'M', ..] => ImageFormat.Bmp,
        [(byte)'I', (byte)'I', 42, 0, ..] or [(byte)'M', (byte)'M', 0, 42, ..] => ImageFormat.Tiff,
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => ImageFormat.Webp,
        _ => null,
    };
}
