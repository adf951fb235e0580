using EdgeTransfer.Core.Capturing;

namespace EdgeTransfer.Stations;

/// <summary>Gives a copy of the next frame to who asks for it; while nobody does, a part costs one look at a field.</summary>
internal sealed class FrameTap
{
    private TaskCompletionSource<FrameCopy>? _wanted;

    /// <summary>A copy of the next frame.</summary>
    public async Task<FrameCopy> NextAsync(CancellationToken cancellation)
    {
        var wanted = new TaskCompletionSource<FrameCopy>(TaskCreationOptions.RunContinuationsAsynchronously);
        wanted = Interlocked.CompareExchange(ref _wanted, wanted, null) ?? wanted;
        return await wanted.Task.WaitAsync(cancellation);
    }

    /// <summary>The judge loop's part: at most a copy.</summary>
    public void Offer(Frame? frame, string partId)
    {
        if (Volatile.Read(ref _wanted) is not null && frame is not null && Interlocked.Exchange(ref _wanted, null) is { } wanted)
        {
            wanted.TrySetResult(new(partId, frame.CapturedAt, frame.Pixels.ToArray(), frame.Width, frame.Height));
        }
    }
}
