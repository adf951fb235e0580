using EdgeTransfer.Core.Capturing;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Vision.Capturing.Headers;
using EdgeTransfer.Vision.Simulation;

namespace EdgeTransfer.Vision.Capturing;

/// <summary>Opens frame sources by URI.</summary>
public static class FrameSources
{
    /// <summary>The schemes that exist, for help and messages.</summary>
    public const string Schemes = "folder:PATH, file:PATH and sim:disc";

    /// <summary>Opens a source. The caller disposes it.</summary>
    /// <param name="uri">
    /// <c>folder:PATH[?loop=true&amp;period=50ms]</c> (the folder's own images, by ordinal file name; as <see cref="ImageFolder"/>
    /// lists them), <c>file:PATH[?loop=true&amp;period=50ms]</c> (a video, or one image), or
    /// <c>sim:disc[?…]</c> (<see cref="SimOptions"/>). Relative paths start at the working folder.
    /// </param>
    /// <param name="time">Stamps the frames and measures the period.</param>
    /// <returns>The source; else a refusal that says what to do.</returns>
    public static Result<IFrameSource> Open(string uri, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(uri);
        ArgumentNullException.ThrowIfNull(time);
        var parsed = SourceUri.Parse(uri);
        try
        {
            return parsed.Scheme switch
            {
                "folder" => Folder(parsed, time),
                "file" => SingleFile(parsed, time),
                "sim" => Simulated(uri, time),
                _ => new Refusal(RefusalKind.Invalid, $"Source '{uri}' has no scheme that is known here; write {Schemes}."),
            };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // ArgumentException: a path with a character that no file system takes.
            return new Refusal(RefusalKind.Invalid, $"Source '{uri}' cannot be read: {e.Message}");
        }
    }

    private static Result<IFrameSource> Folder(SourceUri uri, TimeProvider time)
    {
        var (loop, pace) = (uri.Flag("loop", false), new Pace(time, uri.Period("period")));
        if (uri.Refuse() is { } refusal)
        {
            return refusal;
        }

        if (!Directory.Exists(uri.Target))
        {
            return NotFound(uri, File.Exists(uri.Target) ? "is a file; write file:PATH" : "there is no such folder; create it or correct the path");
        }

        var images = ImageFolder.List(uri.Target);
        return images.Length == 0
            ? NotFound(uri, $"the folder holds no image; put files there that end in {string.Join(", ", ImageHeader.Extensions)}")
            : new ImageListSource(uri.Text, images, loop, pace, time);
    }

    private static Result<IFrameSource> SingleFile(SourceUri uri, TimeProvider time)
    {
        var (loop, pace) = (uri.Flag("loop", false), new Pace(time, uri.Period("period")));
        if (uri.Refuse() is { } refusal)
        {
            return refusal;
        }

        if (!File.Exists(uri.Target))
        {
            return NotFound(uri, Directory.Exists(uri.Target) ? "is a folder; write folder:PATH" : "there is no such file; correct the path");
        }

        var path = Path.GetFullPath(uri.Target);
        Span<byte> start = stackalloc byte[VideoHeader.Length];
        if (new FileInfo(path).Length > 0)
        {
            using var file = File.OpenRead(path);
            start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        }

        if (VideoHeader.IsVideo(start))
        {
            return VideoSource.Open(uri.Text, path, loop, pace, time);
        }

        // A broken image is a part that failed; only what is no image by header and name is refused.
        return ImageHeader.Recognise(start) is not null
            || ImageHeader.Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)
            ? new ImageListSource(uri.Text, [path], loop, pace, time)
            : new Refusal(
                RefusalKind.Invalid,
                $"Source '{uri.Text}': the file is neither an image (PNG, JPEG, BMP, TIFF, WebP) nor a video (MP4, MOV, AVI, MKV, WebM) by its first bytes.");
    }

    private static Result<IFrameSource> Simulated(string uri, TimeProvider time)
    {
        var options = SimOptions.Parse(uri);
        return options.IsOk ? new SimSource(uri, options.Value, time) : options.Refusal;
    }

    private static Refusal NotFound(SourceUri uri, string what) => new(RefusalKind.NotFound, $"Source '{uri.Text}': {what}.");
}
