namespace EdgeTransfer.Core.Messages;

/// <summary>Payload of <c>…/cmd/train</c>.</summary>
/// <param name="Id">Id of the command.</param>
/// <param name="By">Who asks for it.</param>
public sealed record TrainCommand(Guid Id, string By);
