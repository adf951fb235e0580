namespace EdgeTransfer.Core.Alerts;

/// <summary>A message that is dropped unsent; counted under this name.</summary>
/// <param name="Kind">Of what kind it was.</param>
/// <param name="Reason">Which limit it was that had been reached.</param>
public readonly record struct OutboxDrop(OutboxKind Kind, OutboxDropReason Reason);
