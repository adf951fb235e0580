using System.Text.Json.Serialization;

namespace EdgeTransfer.Core.Messages;

/// <summary>Payload of <c>…/cmd/rollback</c>: an earlier head judges again at once, with the policy that was last in force on it.</summary>
/// <param name="Id">Id of the command: a repeat is answered as before and does nothing.</param>
/// <param name="By">Who asks for it.</param>
/// <param name="Reason">Why.</param>
/// <param name="To">A head that has judged before; left out: the one before the active head.</param>
/// <param name="Expires">From then on it is refused, UTC; left out: never.</param>
public sealed record RollbackCommand(
    Guid Id, string By, string Reason, string? To = null, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Expires = null) : ICommand
{
    /// <inheritdoc/>
    public PayloadError? Check() => Fields.Name("to", To) ?? Fields.Reason(Reason);
}
