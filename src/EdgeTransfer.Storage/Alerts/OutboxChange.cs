using EdgeTransfer.Core.Alerts;

namespace EdgeTransfer.Storage.Alerts;

/// <summary>What a transaction does to the outbox; it counts once it is committed.</summary>
internal sealed class OutboxChange(OutboxStock waiting, KeptStock kept)
{
    public OutboxStock Waiting { get; private set; } = waiting;

    public KeptStock Kept { get; private set; } = kept;

    public bool HasNew { get; private set; }

    public List<OutboxDrop> Drops { get; } = [];

    /// <summary>What it does to the other receiver's.</summary>
    public OutboxChange? OfWebhook { get; set; }

    public void Added(OutboxMessage message)
    {
        HasNew = true;
        Waiting = Waiting.Plus(message.Kind, 1, message.Payload.Length);
    }

    public void Acknowledged(OutboxKind kind, bool isRepeat, long bytes)
    {
        if (isRepeat)
        {
            Kept = Kept with { Repeats = Kept.Repeats - 1 };
            return;
        }

        Waiting = Waiting.Plus(kind, -1, -bytes);
        Kept = Kept with { Count = Kept.Count + 1, Bytes = Kept.Bytes + bytes };
    }

    public void Dropped(OutboxDrop drop, long bytes)
    {
        Waiting = Waiting.Plus(drop.Kind, -1, -bytes);
        Drops.Add(drop);
    }

    public void Forgot(long bytes) => Kept = Kept with { Count = Kept.Count - 1, Bytes = Kept.Bytes - bytes };
}
