namespace EdgeTransfer.Core.Messages;

/// <summary>A command as it came in; nothing in it is trusted.</summary>
/// <param name="Station">From the topic.</param>
/// <param name="Name">From the topic, as in <c>label</c>.</param>
/// <param name="Payload">UTF-8 JSON, if the sender kept the contract.</param>
public sealed record CommandRequest(string Station, string Name, ReadOnlyMemory<byte> Payload);
