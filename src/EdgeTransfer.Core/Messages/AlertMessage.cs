using EdgeTransfer.Core.Inspecting;

namespace EdgeTransfer.Core.Messages;

/// <summary>
/// Payload of <c>…/alert</c>: about one part (NG, UNSURE), about a state in which parts are not inspected, or about a head that is
/// rolled back.
/// </summary>
/// <param name="Part">The part; null in other alerts.</param>
/// <param name="Fault">The state; null in other alerts.</param>
/// <param name="Rollback">The heads; null in other alerts.</param>
public sealed record AlertMessage(PartReport? Part = null, FaultNotice? Fault = null, RollbackNotice? Rollback = null) : Message(CurrentSchema)
{
    /// <summary>Schema of the payload.</summary>
    public const string CurrentSchema = "edgetransfer/alert/1";

    /// <summary>True in one that comes late or again; the sender puts it in. Left out else.</summary>
    public bool? Replayed { get; init; }

    /// <summary>An alert about one part; it has the inspection's id.</summary>
    public static AlertMessage About(Inspection inspection, bool sampled)
    {
        ArgumentNullException.ThrowIfNull(inspection);
        return new(PartReport.Of(inspection, sampled)) { Id = inspection.Id, At = inspection.At, Station = inspection.Station, Product = inspection.Product };
    }

    /// <summary>An alert about a state; the one about its begin has the id of the episode.</summary>
    public static AlertMessage About(string station, string product, FaultNotice notice, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(notice);
        return new(Fault: notice) { Id = notice.Phase == FaultPhase.Begin ? notice.Episode : default, At = at, Station = station, Product = product };
    }

    /// <summary>An alert about a head that is rolled back.</summary>
    public static AlertMessage About(string station, string product, RollbackNotice notice, DateTimeOffset at) =>
        new(Rollback: notice) { At = at, Station = station, Product = product };
}
