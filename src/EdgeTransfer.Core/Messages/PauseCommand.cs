using System.Text.Json.Serialization;

namespace EdgeTransfer.Core.Messages;

/// <summary>Payload of <c>…/cmd/pause</c>: the station takes no trigger and passes no part until it is resumed, also after a restart.</summary>
/// <param name="Id">Id of the command: a repeat is answered as before and does nothing.</param>
/// <param name="By">Who asks for it.</param>
/// <param name="Reason">Why. May be left out.</param>
/// <param name="Expires">From then on it is refused, UTC; left out: never.</param>
public sealed record PauseCommand(
    Guid Id, string By, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Expires = null) : ICommand
{
    /// <inheritdoc/>
    public PayloadError? Check() => Fields.Reason(Reason);
}
