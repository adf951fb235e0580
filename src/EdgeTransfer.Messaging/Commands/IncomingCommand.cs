using EdgeTransfer.Core.Messages;

namespace EdgeTransfer.Messaging.Commands;

/// <summary>A command that waits, and where its answer goes.</summary>
internal sealed record IncomingCommand(CommandRequest Request, ReplyAddress? ReplyTo);
