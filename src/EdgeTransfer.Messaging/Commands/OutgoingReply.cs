using EdgeTransfer.Core.Messages;

namespace EdgeTransfer.Messaging.Commands;

/// <summary>An answer on its way.</summary>
internal sealed record OutgoingReply(ReplyAddress To, CommandReply Reply);
