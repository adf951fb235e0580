namespace EdgeTransfer.Messaging.Connecting;

/// <summary>What the link has counted since the start, at one moment.</summary>
/// <param name="Connects">Connections made.</param>
/// <param name="Losses">Connections lost without a goodbye.</param>
/// <param name="Published">Messages acknowledged (QoS 1) or written to the socket (QoS 0).</param>
/// <param name="Replayed">Stored messages acknowledged once more after a reconnect.</param>
/// <param name="Commands">Commands handed to the handler.</param>
/// <param name="Refusals">Connects and subscriptions refused, by reason.</param>
/// <param name="PublishRefusals">Messages that the broker (or its stated limit) refused, by reason; they are kept.</param>
/// <param name="Dropped">Best-effort messages dropped, by reason.</param>
/// <param name="CommandRefusals">Commands not handed on, and replies not sent, by reason.</param>
public sealed record LinkCounters(
    long Connects,
    long Losses,
    long Published,
    long Replayed,
    long Commands,
    IReadOnlyDictionary<string, long> Refusals,
    IReadOnlyDictionary<string, long> PublishRefusals,
    IReadOnlyDictionary<string, long> Dropped,
    IReadOnlyDictionary<string, long> CommandRefusals)
{
    /// <summary>What the broker inside has refused to others, by reason.</summary>
    public IReadOnlyDictionary<string, long> BrokerRefusals { get; init; } = new Dictionary<string, long>();
}
