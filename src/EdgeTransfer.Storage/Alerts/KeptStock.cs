namespace EdgeTransfer.Storage.Alerts;

/// <summary>Messages that were acknowledged once.</summary>
/// <param name="Count">All of them.</param>
/// <param name="Bytes">Bytes of their payloads.</param>
/// <param name="Repeats">Those that wait to be sent again.</param>
internal readonly record struct KeptStock(long Count, long Bytes, long Repeats);
