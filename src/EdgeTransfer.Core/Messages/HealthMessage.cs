namespace EdgeTransfer.Core.Messages;

/// <summary>Payload of <c>…/health</c>: how the device is, each half minute. Counts are since the start of the service.</summary>
/// <param name="UptimeSeconds">Since the start of the service.</param>
/// <param name="MemoryBytes">Resident memory of the service.</param>
/// <param name="DiskFreeBytes">Free on the disk of the data folder; left out when it cannot be told.</param>
/// <param name="DiskBytes">Size of that disk; likewise.</param>
/// <param name="Outbox">Alerts that wait for the broker.</param>
/// <param name="QueuedInspections">Inspections that wait to be written.</param>
/// <param name="QueuedSamples">Images that wait to be stored.</param>
/// <param name="BackboneOk">Whether every backbone and head graph passed its check.</param>
/// <param name="Connects">Connections made to the broker.</param>
/// <param name="ConnectionsLost">Of them lost without a goodbye.</param>
/// <param name="Replayed">Alerts published again after a reconnect.</param>
/// <param name="Dropped">Messages with QoS 0 that were dropped, by reason.</param>
/// <param name="Refused">Messages that the broker refused, by reason; they are kept and tried again.</param>
/// <param name="CommandsRefused">Commands not taken and answers not sent, by reason.</param>
/// <param name="Webhook">Alerts that wait for the webhook; left out without one.</param>
/// <param name="WebhookRefused">Posts that the webhook did not take, by reason; likewise.</param>
public sealed record HealthMessage(
    double UptimeSeconds, long MemoryBytes, long? DiskFreeBytes, long? DiskBytes, long Outbox, int QueuedInspections, int QueuedSamples, bool BackboneOk,
    long Connects, long ConnectionsLost, long Replayed,
    IReadOnlyDictionary<string, long> Dropped, IReadOnlyDictionary<string, long> Refused, IReadOnlyDictionary<string, long> CommandsRefused,
    long? Webhook = null, IReadOnlyDictionary<string, long>? WebhookRefused = null)
    : Message(CurrentSchema)
{
    /// <summary>Schema of the payload.</summary>
    public const string CurrentSchema = "edgetransfer/health/1";
}
