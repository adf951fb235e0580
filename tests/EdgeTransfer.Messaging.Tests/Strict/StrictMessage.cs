namespace EdgeTransfer.Messaging.Strict;

/// <summary>A message that a strict broker has got.</summary>
/// <param name="Topic">Its topic.</param>
/// <param name="Payload">As text.</param>
/// <param name="QoS">0 to 2.</param>
/// <param name="Connection">On which connection, from 1.</param>
/// <param name="Number">Messages of this topic that came before, on any connection.</param>
internal sealed record StrictMessage(string Topic, string Payload, int QoS, int Connection, int Number);
