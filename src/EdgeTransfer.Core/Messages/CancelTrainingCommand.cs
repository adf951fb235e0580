using System.Text.Json.Serialization;

namespace EdgeTransfer.Core.Messages;

/// <summary>Payload of <c>…/cmd/cancel-training</c>: ends the training that runs or waits on the station; no head is made.</summary>
/// <param name="Id">Id of the command.</param>
/// <param name="By">Who asks for it.</param>
/// <param name="Expires">From then on it is refused, UTC; left out: never.</param>
public sealed record CancelTrainingCommand(
    Guid Id, string By, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Expires = null) : ICommand;
