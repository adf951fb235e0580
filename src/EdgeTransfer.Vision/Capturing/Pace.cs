namespace EdgeTransfer.Vision.Capturing;

/// <summary>Lets one part pass per period, on a grid without drift. A late reader gets no burst: the missed beats are skipped.</summary>
internal sealed class Pace(TimeProvider time, TimeSpan period)
{
    private DateTimeOffset? _due;

    /// <summary>Waits for the next beat; the first is now, and a period of zero never waits.</summary>
    public async ValueTask NextAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (period == TimeSpan.Zero)
        {
            return;
        }

        var now = time.GetUtcNow();
        // A wall clock that was set back must not stop the line.
        var due = _due + period is { } next && next - now <= period ? next : now;
        if (due > now)
        {
            await Task.Delay(due - now, time, cancellation).ConfigureAwait(false);
        }

        _due = due < now - period ? now : due;
    }
}
