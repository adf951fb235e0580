namespace EdgeTransfer.Storage.Commands;

/// <summary>How a command was answered, so that a repeat of it is answered alike and does nothing.</summary>
/// <param name="Id">Id of the command.</param>
/// <param name="Station">From its topic.</param>
/// <param name="Name">From its topic, as in <c>rollback</c>.</param>
/// <param name="At">UTC.</param>
/// <param name="Reply">The answer, JSON.</param>
public sealed record StoredReply(Guid Id, string Station, string Name, DateTimeOffset At, string Reply);
