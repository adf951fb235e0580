using System.Text.Json.Serialization;

namespace EdgeTransfer.Core.Messages;

/// <summary>Payload of <c>…/cmd/reject</c>: drops the head that waits.</summary>
/// <param name="Id">Id of the command: a repeat is answered as before and does nothing.</param>
/// <param name="By">Who asks for it.</param>
/// <param name="Reason">Why.</param>
/// <param name="Head">The head that must be the one that waits; left out: whichever waits.</param>
/// <param name="Expires">From then on it is refused, UTC; left out: never.</param>
public sealed record RejectCommand(
    Guid Id, string By, string Reason, string? Head = null, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Expires = null) : ICommand
{
    /// <inheritdoc/>
    public PayloadError? Check() => Fields.Name("head", Head) ?? Fields.Reason(Reason);
}
