using System.Text.Json.Serialization;

namespace EdgeTransfer.Core.Messages;

/// <summary>Payload of <c>…/cmd/snapshot</c>: asks for the picture of the next part.</summary>
/// <param name="Id">Id of the command: a repeat is answered as before and does nothing.</param>
/// <param name="By">Who asks for it.</param>
/// <param name="Expires">From then on it is refused, UTC; left out: never.</param>
public sealed record SnapshotCommand(
    Guid Id, string By, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Expires = null) : ICommand
{
    /// <inheritdoc/>
    bool ICommand.OnlyAsks => true;
}
