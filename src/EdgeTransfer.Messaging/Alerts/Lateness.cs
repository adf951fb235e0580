using EdgeTransfer.Core.Alerts;

namespace EdgeTransfer.Messaging.Alerts;

/// <summary>
/// Which messages are told as replayed: those that the broker has acknowledged before, that it may have had (sent, and no answer came),
/// that were made before this device started, or that are late.
/// </summary>
internal sealed class Lateness(DateTimeOffset start)
{
    /// <summary>From so long after it was made a message is late.</summary>
    internal static readonly TimeSpan Late = TimeSpan.FromSeconds(10);

    private readonly HashSet<Guid> _unanswered = []; // few: one of a topic is under way at a time

    public bool IsReplay(OutboxMessage message, DateTimeOffset now) =>
        message.IsRepeat || message.CreatedAt < start || now - message.CreatedAt >= Late || _unanswered.Contains(message.Id);

    /// <summary>It went out, and the connection was lost before the answer.</summary>
    public void Unanswered(OutboxMessage message) => _unanswered.Add(message.Id);

    /// <summary>The broker has answered to this one: others of its topic, repeats that went before it, say nothing of it.</summary>
    public void Answered(OutboxMessage message) => _unanswered.Remove(message.Id);
}
