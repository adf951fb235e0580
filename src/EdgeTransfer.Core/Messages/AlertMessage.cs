using EdgeTransfer.Core.Inspecting;

namespace EdgeTransfer.Core.Messages;

/// <summary>
/// Payload of <c>…/alert</c>: about one part (NG, UNSURE), about a state in which parts are not inspected, or about a head that is
/// rolled back.
/// </summary>
/// <param name="Schema"><c>edgetransfer/alert/1</c>.</param>
/// <param name="Id">UUIDv7; repeats of one alert have the same.</param>
/// <param name="Station">The station.</param>
/// <param name="At">UTC.</param>
/// <param name="Part">The inspection; null in other alerts.</param>
/// <param name="Fault">The state; null in other alerts.</param>
/// <param name="Rollback">The heads; null in other alerts.</param>
public sealed record AlertMessage(
    string Schema, Guid Id, string Station, DateTimeOffset At, Inspection? Part, FaultNotice? Fault, RollbackNotice? Rollback = null)
{
    private const string CurrentSchema = "edgetransfer/alert/1";

    /// <summary>An alert about one part; it has the inspection's id.</summary>
    public static AlertMessage About(Inspection inspection)
    {
        ArgumentNullException.ThrowIfNull(inspection);
        return new(CurrentSchema, inspection.Id, inspection.Station, inspection.At, inspection, null);
    }

    /// <summary>An alert about a state.</summary>
    public static AlertMessage About(string station, FaultNotice notice, DateTimeOffset at) =>
        new(CurrentSchema, Guid.CreateVersion7(at), station, at, null, notice);

    /// <summary>An alert about a head that is rolled back.</summary>
    public static AlertMessage About(string station, RollbackNotice notice, DateTimeOffset at) =>
        new(CurrentSchema, Guid.CreateVersion7(at), station, at, null, null, notice);
}
