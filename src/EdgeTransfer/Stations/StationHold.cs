using EdgeTransfer.Storage.Stations;

namespace EdgeTransfer.Stations;

/// <summary>
/// Whether a station is paused. In a pause the source is not read and no trigger is taken; a part that was due before, or that the source
/// gives just then, is NOT_INSPECTED. Any thread may ask; one at a time sets it.
/// </summary>
internal sealed class StationHold
{
    private volatile TaskCompletionSource? _resumed; // null: it runs

    /// <summary>The last word of a person; null while there is none.</summary>
    public Hold? Last { get; private set; }

    public bool IsPaused => _resumed is not null;

    public void Set(Hold hold)
    {
        Last = hold;
        if (hold.IsPaused)
        {
            _resumed ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            return;
        }

        var resumed = _resumed;
        _resumed = null;
        resumed?.TrySetResult();
    }

    /// <summary>Completes at once unless it is paused.</summary>
    public Task WhenRunningAsync(CancellationToken cancellation) => _resumed is { } resumed ? resumed.Task.WaitAsync(cancellation) : Task.CompletedTask;
}
