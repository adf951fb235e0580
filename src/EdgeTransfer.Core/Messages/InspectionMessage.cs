using EdgeTransfer.Core.Inspecting;

namespace EdgeTransfer.Core.Messages;

/// <summary>Payload of <c>…/inspection</c>, and of an alert about one part.</summary>
/// <param name="Schema"><c>edgetransfer/inspection/1</c>.</param>
/// <param name="Inspection">The record.</param>
public sealed record InspectionMessage(string Schema, Inspection Inspection)
{
    /// <summary>The message about one inspection.</summary>
    public static InspectionMessage Of(Inspection inspection) => new("edgetransfer/inspection/1", inspection);
}
