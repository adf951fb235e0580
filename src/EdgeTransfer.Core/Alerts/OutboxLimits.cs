namespace EdgeTransfer.Core.Alerts;

/// <summary>How much may wait for the broker.</summary>
public sealed record OutboxLimits
{
    /// <summary>Messages.</summary>
    public required int Count { get; init; }

    /// <summary>Bytes of their payloads.</summary>
    public long Bytes { get; init; } = long.MaxValue;

    /// <summary>Older ones are of no use to anyone, alerts too; null: they wait for ever.</summary>
    public TimeSpan? Age { get; init; }

    /// <summary>What a full outbox means.</summary>
    public OutboxFull Full { get; init; }
}
