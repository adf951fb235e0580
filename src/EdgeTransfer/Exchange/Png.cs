namespace EdgeTransfer.Exchange;

/// <summary>What stored images are.</summary>
internal static class Png
{
    /// <summary>Whether a file begins as one.</summary>
    public static bool Is(ReadOnlySpan<byte> file) => file.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);
}
