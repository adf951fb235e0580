namespace EdgeTransfer.Messaging.Connecting;

/// <summary>Where a broker is, and who the device is there.</summary>
internal sealed record BrokerDoor(string Host, int Port, string? User, byte[] Password);
