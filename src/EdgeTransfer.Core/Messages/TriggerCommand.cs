using System.Text.Json.Serialization;
using EdgeTransfer.Core.Inspecting;

namespace EdgeTransfer.Core.Messages;

/// <summary>Payload of <c>…/cmd/trigger</c>: inspects one part now, at a station whose <c>camera.trigger</c> is <c>command</c>.</summary>
/// <param name="Id">Id of the command: a repeat is answered as before and does nothing.</param>
/// <param name="By">Who asks for it.</param>
/// <param name="Serial">Serial number of the part; stays with its inspection. May be left out.</param>
/// <param name="Lot">Likewise its lot.</param>
/// <param name="Expires">From then on it is refused, UTC; left out: never.</param>
public sealed record TriggerCommand(
    Guid Id, string By, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Serial = null, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Lot = null, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Expires = null) : ICommand
{
    /// <inheritdoc/>
    public PayloadError? Check() => Fields.Name("serial", Serial, Inspection.MaxIdLength) ?? Fields.Name("lot", Lot, Inspection.MaxIdLength);
}
