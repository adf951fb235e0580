namespace EdgeTransfer.Messaging.Alerts;

/// <summary>Lets each reason through once per period, so that what lasts does not fill the log.</summary>
internal sealed class LogGate(TimeSpan period, TimeProvider time)
{
    private readonly Dictionary<string, DateTimeOffset> _last = new(StringComparer.Ordinal);

    public bool Opens(string reason)
    {
        var now = time.GetUtcNow();
        if (_last.TryGetValue(reason, out var last) && now - last < period)
        {
            return false;
        }

        _last[reason] = now;
        return true;
    }
}
