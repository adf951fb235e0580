namespace EdgeTransfer.Vision.Capturing.Headers;

/// <summary>The image formats whose header is read here; no other reaches a decoder.</summary>
internal enum ImageFormat
{
    /// <summary>Portable Network Graphics.</summary>
    Png,

    /// <summary>JPEG, baseline or progressive.</summary>
    Jpeg,

    /// <summary>Windows bitmap, uncompressed.</summary>
    Bmp,

    /// <summary>Tagged Image File Format, first image.</summary>
    Tiff,

    /// <summary>WebP.</summary>
    Webp,
}
