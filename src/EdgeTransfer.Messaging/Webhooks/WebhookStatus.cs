using EdgeTransfer.Messaging.Connecting;

namespace EdgeTransfer.Messaging.Webhooks;

/// <summary>How the webhook does; of a device without one nothing is counted.</summary>
public sealed class WebhookStatus
{
    private readonly Tally _refusals = new();
    private long _delivered;
    private bool _isFailing;

    /// <summary>Whether the last post was not taken.</summary>
    public bool IsFailing => Volatile.Read(ref _isFailing);

    /// <summary>Alerts that were taken.</summary>
    public long Delivered => Interlocked.Read(ref _delivered);

    /// <summary>Posts that were not taken, by reason; their alerts are kept and tried again.</summary>
    public IReadOnlyDictionary<string, long> Refusals => _refusals.Read();

    /// <summary>One was taken. True when the one before was not.</summary>
    internal bool Taken()
    {
        Interlocked.Increment(ref _delivered);
        return Interlocked.Exchange(ref _isFailing, false);
    }

    /// <summary>One was not.</summary>
    internal void Refused(string reason)
    {
        _refusals.Add(reason);
        Volatile.Write(ref _isFailing, true);
    }
}
