namespace EdgeTransfer.Core.Alerts;

/// <summary>A message that may not be lost: stored with its inspection, published until acknowledged.</summary>
/// <param name="Id">UUIDv7; a consumer drops repeats by it.</param>
/// <param name="Topic">Full MQTT topic.</param>
/// <param name="Payload">UTF-8 JSON.</param>
/// <param name="CreatedAt">UTC.</param>
public sealed record OutboxMessage(Guid Id, string Topic, byte[] Payload, DateTimeOffset CreatedAt);
