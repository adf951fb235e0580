using EdgeTransfer.Core.Gates;

namespace EdgeTransfer.Core.Messages;

/// <summary>Payload of <c>…/gate</c>, retained: what the last gate of the station said.</summary>
/// <param name="Head">The head that it judged.</param>
/// <param name="Report">Its report; <c>sentence</c> is for a person.</param>
public sealed record GateMessage(string Head, GateReport Report) : Message(CurrentSchema)
{
    /// <summary>Schema of the payload.</summary>
    public const string CurrentSchema = "edgetransfer/gate/1";
}
