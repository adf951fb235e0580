namespace EdgeTransfer.Messaging.Strict;

/// <summary>What a strict broker says in its CONNACK, and holds its clients to.</summary>
internal sealed record StrictRules
{
    /// <summary>QoS 1 messages that may be without an answer.</summary>
    public ushort ReceiveMaximum { get; init; } = 20;

    /// <summary>Bytes of the largest packet that it takes; 0: any.</summary>
    public uint MaximumPacketSize { get; init; }

    /// <summary>Seconds after which it wants to hear from a client; 0: the client's own.</summary>
    public ushort KeepAlive { get; init; }

    /// <summary>How long it takes to answer a message.</summary>
    public TimeSpan AnswerAfter { get; init; }

    /// <summary>The answer to a message: a PUBACK with this reason code; negative: a DISCONNECT with its opposite.</summary>
    public Func<StrictMessage, int> Answer { get; init; } = _ => 0;
}
