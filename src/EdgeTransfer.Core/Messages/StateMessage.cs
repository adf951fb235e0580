namespace EdgeTransfer.Core.Messages;

/// <summary>Payload of <c>…/state</c>, retained: whether the device is there, and whether it does all that it should.</summary>
/// <param name="State"><c>online</c>, <c>degraded</c> (online, with <paramref name="Reasons"/>), <c>stopped</c> (said goodbye) or <c>offline</c> (the broker says so, by Last Will).</param>
/// <param name="Reasons">Why it is degraded; left out otherwise.</param>
public sealed record StateMessage(string State, IReadOnlyList<StateReason>? Reasons = null) : Message(CurrentSchema)
{
    /// <summary>Schema of the payload.</summary>
    public const string CurrentSchema = "edgetransfer/state/1";

    /// <summary>It is there.</summary>
    public const string Online = "online";

    /// <summary>It is there, and something is missing.</summary>
    public const string Degraded = "degraded";

    /// <summary>It said goodbye.</summary>
    public const string Stopped = "stopped";

    /// <summary>It is gone without a goodbye.</summary>
    public const string Offline = "offline";

    /// <summary>A device that is there.</summary>
    public static StateMessage There(IReadOnlyList<StateReason> reasons)
    {
        ArgumentNullException.ThrowIfNull(reasons);
        return reasons.Count == 0 ? new(Online) : new(Degraded, reasons);
    }
}
