namespace EdgeTransfer.Vision.Capturing.Headers;

/// <summary>
/// The video containers that may reach FFmpeg. Playlists and scripts (HLS, concat) name further files and addresses, so they
/// are none of them.
/// </summary>
internal static class VideoHeader
{
    /// <summary>Bytes that <see cref="IsVideo"/> looks at.</summary>
    public const int Length = 12;

    /// <summary>MP4 and QuickTime, AVI, Matroska and WebM, by the first <see cref="Length"/> bytes.</summary>
    public static bool IsVideo(ReadOnlySpan<byte> start) => start is
        [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', ..]
        or [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'A', (byte)'V', (byte)'I', (byte)' ', ..]
        or [0x1A, 0x45, 0xDF, 0xA3, ..];
}
