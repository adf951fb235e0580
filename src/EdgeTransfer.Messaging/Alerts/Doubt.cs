namespace EdgeTransfer.Messaging.Alerts;

/// <summary>
/// Which acknowledged messages a broker may have forgotten when it comes back: those that it acknowledged in the last so-long of its
/// life, since it writes to its disk only now and then. Its life ended at the last acknowledgement, or as long before the connection was
/// seen to be gone as it may have been silent: not when it came back, which may be minutes later.
/// </summary>
/// <param name="window">What a broker that lives for so long after an acknowledgement will never forget; zero: it forgets nothing.</param>
/// <param name="silence">For so long a dead connection may look alive.</param>
internal sealed class Doubt(TimeSpan window, TimeSpan silence)
{
    /// <summary>Messages acknowledged since then are in doubt; null: none is.</summary>
    /// <param name="lastAcknowledged">The latest acknowledgement; null: there is none that is kept.</param>
    /// <param name="ended">When the last connection was seen to be gone; null: this device has just started and does not know.</param>
    public DateTimeOffset? Since(DateTimeOffset? lastAcknowledged, DateTimeOffset? ended)
    {
        if (lastAcknowledged is not { } last || window <= TimeSpan.Zero)
        {
            return null;
        }

        var alive = ended - silence is { } later && later > last ? later : last;
        var since = alive - window;
        return since <= last ? since : null;
    }
}
