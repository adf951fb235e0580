using EdgeTransfer.Core.Capturing;
using EdgeTransfer.Core.Results;
using OpenCvSharp;

namespace EdgeTransfer.Vision.Capturing;

/// <summary>A video file, frame by frame, once or for ever. The container's frame count is its claim, not a promise.</summary>
internal sealed class VideoSource : IFrameSource
{
    private readonly VideoCapture _video;
    private readonly string _path;
    private readonly bool _loop;
    private readonly Pace _pace;
    private readonly TimeProvider _time;
    private long _next;

    private VideoSource(string uri, string path, VideoCapture video, bool loop, Pace pace, TimeProvider time)
    {
        (Uri, _path, _video, _loop, _pace, _time) = (uri, path, video, loop, pace, time);
        Count = loop || video.FrameCount <= 0 ? null : video.FrameCount;
    }

    /// <inheritdoc/>
    public string Uri { get; }

    /// <inheritdoc/>
    public long? Count { get; }

    /// <summary>Opens a file whose header is known to be a video's.</summary>
    public static Result<IFrameSource> Open(string uri, string path, bool loop, Pace pace, TimeProvider time)
    {
        var video = new VideoCapture(path, VideoCaptureAPIs.FFMPEG);
        Refusal? refusal = null;
        if (!video.IsOpened())
        {
            refusal = new(RefusalKind.Damaged, $"{path} cannot be opened as a video (cut short, or a codec that is not known here).");
        }
        else if ((long)video.FrameWidth * video.FrameHeight > ImageFile.MaxPixels)
        {
            refusal = new(RefusalKind.TooLarge, $"{path} has frames of {video.FrameWidth}×{video.FrameHeight} pixels; the limit is {ImageFile.MaxPixels / 1_000_000} megapixels.");
        }

        if (refusal is null)
        {
            return new VideoSource(uri, path, video, loop, pace, time);
        }

        video.Dispose();
        return refusal;
    }

    /// <inheritdoc/>
    public async ValueTask<Capture?> NextAsync(CancellationToken cancellation)
    {
        await _pace.NextAsync(cancellation).ConfigureAwait(false);
        var mat = new Mat();
        try
        {
            var (timestamp, at) = (_time.GetTimestamp(), _time.GetUtcNow());
            var read = Read(mat) || (_loop && _next > 0 && _video.Set(VideoCaptureProperties.PosFrames, 0) && Read(mat));
            if (!read)
            {
                return null;
            }

            var sequence = _next++;
            var frame = new Frame(
                new MatMemory(mat), mat.Cols, mat.Rows, sequence, timestamp, at, $"{Path.GetFileName(_path)} frame {sequence}");
            mat = null;
            return Capture.Of(frame);
        }
        finally
        {
            mat?.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _video.Dispose();

    private bool Read(Mat mat) => _video.Read(mat) && !mat.Empty();
}
