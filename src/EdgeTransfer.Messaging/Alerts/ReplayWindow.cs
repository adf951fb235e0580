using EdgeTransfer.Core.Alerts;

namespace EdgeTransfer.Messaging.Alerts;

/// <summary>The last acknowledged messages, for after a reconnect: a broker that crashed may have forgotten what it acknowledged.</summary>
internal sealed class ReplayWindow(TimeSpan window, int maxMessages = 2000, long maxBytes = 8 << 20)
{
    private readonly Queue<(OutboxMessage Message, DateTimeOffset At)> _messages = new();
    private long _bytes;

    /// <summary>Remembers one, and forgets the oldest beyond the bounds.</summary>
    public void Add(OutboxMessage message, DateTimeOffset now)
    {
        _messages.Enqueue((message, now));
        _bytes += message.Payload.Length;
        while (_messages.Count > maxMessages || _bytes > maxBytes)
        {
            Forget();
        }
    }

    /// <summary>Those within the window, in the order of their acknowledgement.</summary>
    public IReadOnlyList<OutboxMessage> Read(DateTimeOffset now)
    {
        while (_messages.TryPeek(out var oldest) && now - oldest.At > window)
        {
            Forget();
        }

        return [.. _messages.Select(m => m.Message)];
    }

    private void Forget() => _bytes -= _messages.Dequeue().Message.Payload.Length;
}
