using System.Buffers.Binary;

namespace EdgeTransfer.Storage.Samples;

/// <summary>Width and height of a stored image, from the first bytes of the PNG.</summary>
internal static class PngSize
{
    private const int Width = 16;
    private const int Height = 20;
    private const int Bytes = 24;

    /// <summary>Null when the file cannot be read or is too short.</summary>
    public static (int Width, int Height)? Read(string path)
    {
        try
        {
            Span<byte> start = stackalloc byte[Bytes];
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return file.ReadAtLeast(start, Bytes, throwOnEndOfStream: false) == Bytes
                ? (BinaryPrimitives.ReadInt32BigEndian(start[Width..]), BinaryPrimitives.ReadInt32BigEndian(start[Height..]))
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
