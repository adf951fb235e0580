namespace EdgeTransfer.Messaging.Alerts;

/// <summary>UTC as it was at the start, and never set since: times of acknowledgements must have their true distances.</summary>
internal sealed class SteadyClock(TimeProvider time)
{
    private readonly DateTimeOffset _start = time.GetUtcNow();
    private readonly long _stamp = time.GetTimestamp();

    public DateTimeOffset Now => _start + time.GetElapsedTime(_stamp);
}
