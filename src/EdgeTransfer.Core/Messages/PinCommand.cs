using System.Text.Json.Serialization;

namespace EdgeTransfer.Core.Messages;

/// <summary>Payload of <c>…/cmd/pin</c>: moves the reference that gates compare with.</summary>
/// <param name="Id">Id of the command: a repeat is answered as before and does nothing.</param>
/// <param name="By">Who asks for it.</param>
/// <param name="Head">A stored head of the feature space in force.</param>
/// <param name="Reason">Why.</param>
/// <param name="Expires">From then on it is refused, UTC; left out: never.</param>
public sealed record PinCommand(
    Guid Id, string By, string Head, string Reason, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Expires = null) : ICommand
{
    /// <inheritdoc/>
    public PayloadError? Check() => Fields.Name("head", Head) ?? Fields.Reason(Reason);
}
