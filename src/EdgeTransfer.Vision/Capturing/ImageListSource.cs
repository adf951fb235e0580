using EdgeTransfer.Core.Capturing;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Results;

namespace EdgeTransfer.Vision.Capturing;

/// <summary>Image files in a fixed order, once or for ever. The list is taken at the opening.</summary>
internal sealed class ImageListSource(string uri, IReadOnlyList<string> files, bool loop, Pace pace, TimeProvider time) : IFrameSource
{
    private long _next;

    /// <inheritdoc/>
    public string Uri { get; } = uri;

    /// <inheritdoc/>
    public long? Count => loop ? null : files.Count;

    /// <inheritdoc/>
    public async ValueTask<Capture?> NextAsync(CancellationToken cancellation)
    {
        if (!loop && _next >= files.Count)
        {
            return null;
        }

        await pace.NextAsync(cancellation).ConfigureAwait(false);
        var sequence = _next++;
        var path = files[(int)(sequence % files.Count)];
        var image = ImageFile.Load(path, time, sequence);
        return image.IsOk
            ? Capture.Of(image.Value)
            : Capture.Failed(Reason(image.Refusal.Kind), image.Refusal.Message, Path.GetFileName(path));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private static NotInspectedReason Reason(RefusalKind kind) => kind switch
    {
        RefusalKind.TooLarge => NotInspectedReason.OversizedImage,
        RefusalKind.NotFound => NotInspectedReason.NoFrame,
        _ => NotInspectedReason.BadImage,
    };
}
