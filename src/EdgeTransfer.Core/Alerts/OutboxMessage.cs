namespace EdgeTransfer.Core.Alerts;

/// <summary>A message that may not be lost: stored with its inspection, published until acknowledged.</summary>
/// <param name="Id">UUIDv7; a consumer drops repeats by it.</param>
/// <param name="Topic">Full MQTT topic.</param>
/// <param name="Payload">UTF-8 JSON.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="Kind">What it is worth.</param>
/// <param name="IsRepeat">The broker has acknowledged it once, and may have forgotten it.</param>
public sealed record OutboxMessage(
    Guid Id, string Topic, byte[] Payload, DateTimeOffset CreatedAt, OutboxKind Kind = OutboxKind.Alert, bool IsRepeat = false);
