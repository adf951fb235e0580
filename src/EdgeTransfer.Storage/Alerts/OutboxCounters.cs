using EdgeTransfer.Core.Alerts;

namespace EdgeTransfer.Storage.Alerts;

/// <summary>The outbox at one moment.</summary>
/// <param name="Waiting">What the broker has never acknowledged.</param>
/// <param name="Kept">Messages that it has, kept for a while.</param>
/// <param name="Repeats">Those of them that wait to be sent again.</param>
/// <param name="Dropped">Messages dropped unsent since the start.</param>
public sealed record OutboxCounters(OutboxStock Waiting, long Kept, long Repeats, IReadOnlyDictionary<OutboxDrop, long> Dropped);
