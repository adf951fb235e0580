using EdgeTransfer.Core.Alerts;

namespace EdgeTransfer.Messaging.Alerts;

/// <summary>Waits for news of an outbox. Of one loop.</summary>
internal sealed class Additions(IOutbox outbox, TimeProvider time)
{
    private Task? _added;

    /// <summary>Called before a look: what is added between it and the wait is not missed.</summary>
    public void Watch(CancellationToken stopping) => _added ??= outbox.WaitAsync(stopping);

    /// <summary>Until something is added, <paramref name="ended"/> completes, or one of the times is over.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeSpan orAtMost, Task ended, CancellationToken stopping)
    {
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        await Task.WhenAny(_added!, ended, Task.Delay(atMost, time, wait.Token), Task.Delay(orAtMost, time, wait.Token));
        await wait.CancelAsync();
        stopping.ThrowIfCancellationRequested();
        if (_added!.IsCompleted)
        {
            var added = _added;
            _added = null;
            await added;
        }
    }
}
