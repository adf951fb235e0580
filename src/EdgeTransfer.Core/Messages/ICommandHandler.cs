namespace EdgeTransfer.Core.Messages;

/// <summary>Carries out commands. Never throws for what came from outside: every refusal is a reply.</summary>
public interface ICommandHandler
{
    /// <summary>Carries out one command and says how it went.</summary>
    Task<CommandReply> HandleAsync(CommandRequest request, CancellationToken cancellation);
}
