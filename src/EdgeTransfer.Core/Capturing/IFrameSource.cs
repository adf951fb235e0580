namespace EdgeTransfer.Core.Capturing;

/// <summary>A camera, a folder or a drawing, read one part at a time. Not safe for concurrent calls.</summary>
public interface IFrameSource : IDisposable
{
    /// <summary>The URI that it was opened from.</summary>
    string Uri { get; }

    /// <summary>How many parts it will give; null when it does not end.</summary>
    long? Count { get; }

    /// <summary>The next part; null at the end. A broken image is a <see cref="Capture.Failed"/>, never an exception.</summary>
    ValueTask<Capture?> NextAsync(CancellationToken cancellation);
}
