using System.Collections.Concurrent;
using EdgeTransfer.Core.Capturing;

namespace EdgeTransfer.Demo;

/// <summary>The demo's conveyor: a source that waits before chosen parts until it is let go.</summary>
internal sealed class Belt(IFrameSource line) : IFrameSource
{
    private readonly ConcurrentDictionary<long, TaskCompletionSource> _stops = new();
    private long _next;

    public string Uri => line.Uri;

    public long? Count => line.Count;

    /// <summary>Stops before this part.</summary>
    public void StopBefore(long part) => _stops[part] = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets it go on.</summary>
    public void Release(long part) => _stops[part].TrySetResult();

    public async ValueTask<Capture?> NextAsync(CancellationToken cancellation)
    {
        if (_stops.TryGetValue(_next, out var stop))
        {
            await stop.Task.WaitAsync(cancellation);
        }

        _next++;
        return await line.NextAsync(cancellation);
    }

    public void Dispose() => line.Dispose();
}
