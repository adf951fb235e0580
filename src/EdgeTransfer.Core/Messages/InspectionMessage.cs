using EdgeTransfer.Core.Inspecting;

namespace EdgeTransfer.Core.Messages;

/// <summary>Payload of <c>…/inspection</c>.</summary>
/// <param name="Part">The part.</param>
public sealed record InspectionMessage(PartReport Part) : Message(CurrentSchema)
{
    /// <summary>Schema of the payload.</summary>
    public const string CurrentSchema = "edgetransfer/inspection/1";

    /// <summary>The message about one inspection; it has its id.</summary>
    public static InspectionMessage Of(Inspection inspection, bool sampled)
    {
        ArgumentNullException.ThrowIfNull(inspection);
        return new(PartReport.Of(inspection, sampled)) { Id = inspection.Id, At = inspection.At, Station = inspection.Station, Product = inspection.Product };
    }
}
