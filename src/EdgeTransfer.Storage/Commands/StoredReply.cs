namespace EdgeTransfer.Storage.Commands;

/// <summary>How a command was answered, so that a repeat of it is answered alike and does nothing.</summary>
/// <param name="Id">Id of the command.</param>
/// <param name="Station">From its topic.</param>
/// <param name="Name">From its topic, as in <c>rollback</c>.</param>
/// <param name="Digest">SHA-256 of what it asked for; empty in rows of older releases.</param>
/// <param name="At">UTC.</param>
/// <param name="Reply">The answer, JSON; empty while it is owed.</param>
public sealed record StoredReply(Guid Id, string Station, string Name, string Digest, DateTimeOffset At, string Reply)
{
    /// <summary>Whether the command was begun and no answer is known.</summary>
    public bool IsOwed => Reply.Length == 0;
}
