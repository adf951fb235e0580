using EdgeTransfer.Core.Capturing;
using EdgeTransfer.Vision.Capturing;

namespace EdgeTransfer.Vision.Simulation;

/// <summary>Draws parts one after another. Nothing in the frame but its pixels tells what is wrong with it.</summary>
internal sealed class SimSource(string uri, SimOptions options, TimeProvider time) : IFrameSource
{
    private readonly DiscPainter _painter = new(options.Size);
    private readonly Pace _pace = new(time, options.Period);
    private long _next;

    /// <inheritdoc/>
    public string Uri { get; } = uri;

    /// <inheritdoc/>
    public long? Count => options.Count;

    /// <inheritdoc/>
    public async ValueTask<Capture?> NextAsync(CancellationToken cancellation)
    {
        if (_next >= options.Count)
        {
            return null;
        }

        await _pace.NextAsync(cancellation).ConfigureAwait(false);
        var index = _next++;
        var (timestamp, at) = (time.GetTimestamp(), time.GetUtcNow());
        var plan = DiscPlan.For(options.Seed, index, options.Defects, options.From, options.Size);
        var pixels = new MatMemory(_painter.Paint(plan));
        return Capture.Of(new(pixels, options.Size, options.Size, index, timestamp, at, SimPart.Origin(index)));
    }

    /// <inheritdoc/>
    public void Dispose() => _painter.Dispose();
}
