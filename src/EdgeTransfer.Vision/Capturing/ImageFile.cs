using System.Buffers;
using EdgeTransfer.Core.Capturing;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Vision.Capturing.Headers;
using OpenCvSharp;

namespace EdgeTransfer.Vision.Capturing;

/// <summary>
/// One image from a file or from bytes, with every check made before a decoder sees it: size of the file, a known header,
/// claimed dimensions, end marker. Formats: PNG, JPEG, BMP, TIFF and WebP, by their first bytes.
/// </summary>
public static class ImageFile
{
    /// <summary>Most pixels that a header may claim: 64 megapixels, 192 MB when decoded.</summary>
    public const long MaxPixels = 64_000_000;

    /// <summary>Largest file: 256 MiB.</summary>
    public const long MaxBytes = 256L << 20;

    private const string Formats = "PNG, JPEG, BMP, TIFF or WebP";

    /// <summary>Reads one image. The caller disposes the frame.</summary>
    /// <param name="path">The file; relative to the working folder.</param>
    /// <param name="time">Stamps the frame.</param>
    /// <param name="sequence">Number of the frame in its source.</param>
    /// <returns>
    /// A frame whose origin is the file name; else <see cref="RefusalKind.NotFound"/>, <see cref="RefusalKind.TooLarge"/>
    /// or <see cref="RefusalKind.Damaged"/>.
    /// </returns>
    public static Result<Frame> Load(string path, TimeProvider time, long sequence = 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(time);
        var name = Path.GetFileName(path);
        byte[]? buffer = null;
        try
        {
            // By its length before it is opened: a named pipe has none, and opening it would wait for a writer.
            var bytes = (File.ResolveLinkTarget(path, returnFinalTarget: true) as FileInfo ?? new FileInfo(path)).Length;
            if (Check(name, bytes) is { } refusal)
            {
                return refusal;
            }

            var length = (int)bytes;
            buffer = ArrayPool<byte>.Shared.Rent(length);
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            // A file that shrinks meanwhile reads short and fails the check for its end.
            var read = file.ReadAtLeast(buffer.AsSpan(0, length), length, throwOnEndOfStream: false);
            return Decode(buffer.AsSpan(0, read), name, time, sequence);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Unreadable(name, e);
        }
        finally
        {
            if (buffer is not null)
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }

    /// <summary>Decodes one image that is already in memory, with the same checks. The caller disposes the frame.</summary>
    /// <param name="file">The bytes of the file.</param>
    /// <param name="origin">What a person would call it.</param>
    /// <param name="time">Stamps the frame.</param>
    /// <param name="sequence">Number of the frame in its source.</param>
    /// <returns>A frame; else <see cref="RefusalKind.TooLarge"/> or <see cref="RefusalKind.Damaged"/>.</returns>
    public static Result<Frame> Decode(ReadOnlySpan<byte> file, string origin, TimeProvider time, long sequence = 0)
    {
        ArgumentNullException.ThrowIfNull(time);
        if (Check(origin, file.Length) is { } refusal)
        {
            return refusal;
        }

        if (ImageHeader.Read(file) is not { } header)
        {
            return Damaged(origin, $"has no header that is known here; save it as {Formats}");
        }

        if (header.Pixels > MaxPixels)
        {
            return new Refusal(
                RefusalKind.TooLarge,
                $"{origin} says it is {header.Width}×{header.Height} pixels; the limit is {MaxPixels / 1_000_000} megapixels.");
        }

        return header.Complete
            ? Decoded(file, header, origin, time, sequence)
            : Damaged(origin, "ends before its image does (cut short while it was written or copied?)");
    }

    private static Result<Frame> Decoded(ReadOnlySpan<byte> file, ImageHeader header, string origin, TimeProvider time, long sequence)
    {
        var (timestamp, at) = (time.GetTimestamp(), time.GetUtcNow());
        Mat? mat = null;
        try
        {
            mat = Cv2.ImDecode(file, ImreadModes.Color);
            // Not width by width: EXIF may turn the image by a quarter, and a TIFF's tile may be larger than its image.
            if (mat.Empty() || mat.Type() != MatType.CV_8UC3 || mat.Total() > header.Pixels)
            {
                return Damaged(origin, "cannot be decoded");
            }

            var frame = new Frame(new MatMemory(mat), mat.Cols, mat.Rows, sequence, timestamp, at, origin);
            mat = null;
            return frame;
        }
        catch (OpenCVException e)
        {
            return Damaged(origin, $"cannot be decoded ({e.Message})");
        }
        finally
        {
            mat?.Dispose();
        }
    }

    private static Refusal? Check(string name, long length) => length switch
    {
        0 => Damaged(name, "is empty"),
        > MaxBytes => new(RefusalKind.TooLarge, $"{name} has {length >> 20} MiB; the limit is {MaxBytes >> 20} MiB."),
        _ => null,
    };

    private static Refusal Unreadable(string name, Exception e) => e is FileNotFoundException or DirectoryNotFoundException
        ? new(RefusalKind.NotFound, $"{name} is not there (moved or deleted?).")
        : Damaged(name, $"cannot be read ({e.Message})");

    private static Refusal Damaged(string name, string what) => new(RefusalKind.Damaged, $"{name} {what}.");
}
