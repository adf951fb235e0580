using System.Text.Json.Serialization;

namespace EdgeTransfer.Core.Messages;

/// <summary>Payload of <c>…/cmd/activate</c>: approves the head that waits, or names a stored one.</summary>
/// <param name="Id">Id of the command: a repeat is answered as before and does nothing.</param>
/// <param name="By">Who asks for it.</param>
/// <param name="Head">The head; left out: the one that waits.</param>
/// <param name="Reason">Why; an override needs one.</param>
/// <param name="Override">Against the gate, without a gate, or against a bar.</param>
/// <param name="Expires">From then on it is refused, UTC; left out: never.</param>
public sealed record ActivateCommand(
    Guid Id, string By, string? Head = null, string? Reason = null, bool Override = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Expires = null) : ICommand
{
    /// <inheritdoc/>
    public PayloadError? Check() => Fields.Name("head", Head) ?? Fields.Reason(Reason);
}
