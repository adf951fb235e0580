namespace EdgeTransfer.Core.Messages.Contract;

/// <summary>One topic of the contract.</summary>
/// <param name="Name">Name of its channel, of its message and of its schema file, as in <c>alert</c>.</param>
/// <param name="Address">The topic, with <c>{site}</c>, <c>{device}</c> and <c>{station}</c>; null: anybody chooses it (answers).</param>
/// <param name="Type">What is told.</param>
/// <param name="Sent">The device sends it; else it receives it.</param>
/// <param name="Qos">MQTT's quality of service.</param>
/// <param name="Retained">Whether the broker keeps the last one.</param>
/// <param name="Summary">What it says.</param>
/// <param name="IsPicture">The payload is a JPEG, and the fields are user properties.</param>
internal sealed record ContractTopic(string Name, string? Address, Type Type, bool Sent, int Qos, bool Retained, string Summary, bool IsPicture = false);
