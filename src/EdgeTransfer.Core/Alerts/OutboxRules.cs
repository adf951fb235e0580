namespace EdgeTransfer.Core.Alerts;

/// <summary>What goes first when the outbox is full, and when stations are held (law 5): lesser messages, oldest first; alerts last.</summary>
public static class OutboxRules
{
    /// <summary>The message that has to go next, as the oldest of its kind; null when all that may stay fits.</summary>
    public static OutboxDrop? Excess(in OutboxStock stock, OutboxLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (stock.Count <= limits.Count && stock.Bytes <= limits.Bytes)
        {
            return null;
        }

        var reason = stock.Count > limits.Count ? OutboxDropReason.Count : OutboxDropReason.Bytes;
        if (stock.Reports > 0)
        {
            return new(OutboxKind.Report, reason);
        }

        // the only alert stays however large it is: else it could never be sent
        return limits.Full == OutboxFull.DropOldest && stock.Alerts > 1 ? new(OutboxKind.Alert, reason) : null;
    }

    /// <summary>
    /// Whether the stations pass no part: from the moment on at which alerts alone reach a limit, until they have fallen to nine tenths
    /// of it. Without the gap the state would change with each part.
    /// </summary>
    /// <param name="stock">What waits.</param>
    /// <param name="limits">How much may.</param>
    /// <param name="held">Whether they are held now.</param>
    public static bool Holds(in OutboxStock stock, OutboxLimits limits, bool held)
    {
        ArgumentNullException.ThrowIfNull(limits);
        if (limits.Full == OutboxFull.DropOldest)
        {
            return false;
        }

        return held
            ? stock.Alerts > limits.Count / 10.0 * 9 || stock.AlertBytes > limits.Bytes / 10.0 * 9
            : stock.Alerts >= limits.Count || stock.AlertBytes >= limits.Bytes;
    }
}
