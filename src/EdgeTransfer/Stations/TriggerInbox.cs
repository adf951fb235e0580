using System.Threading.Channels;

namespace EdgeTransfer.Stations;

/// <summary>Triggers by command that wait for the capture loop; more than a few are refused, because the part would have gone by.</summary>
internal sealed class TriggerInbox
{
    private const int QueueLength = 4;

    private readonly Channel<TriggerRequest> _requests = Channel.CreateBounded<TriggerRequest>(
        new BoundedChannelOptions(QueueLength) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    /// <summary>False when too many wait, or the station has stopped.</summary>
    public bool TryAdd(TriggerRequest request) => _requests.Writer.TryWrite(request);

    public ValueTask<TriggerRequest> NextAsync(CancellationToken cancellation) => _requests.Reader.ReadAsync(cancellation);

    /// <summary>No more are taken; those that wait were never numbered.</summary>
    public void Close()
    {
        _requests.Writer.TryComplete();
        while (_requests.Reader.TryRead(out var left))
        {
            left.Judged.TrySetCanceled();
        }
    }
}
