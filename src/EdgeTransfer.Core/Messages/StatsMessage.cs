using EdgeTransfer.Core.Inspecting;

namespace EdgeTransfer.Core.Messages;

/// <summary>Payload of <c>…/stats</c>, retained: what a station has done.</summary>
/// <param name="Since">Start of the service, UTC.</param>
/// <param name="Triggers">Triggers since then; more than parts while some are in work.</param>
/// <param name="Total">Parts since then.</param>
/// <param name="LastHour">Parts within the last hour.</param>
/// <param name="PartsPerMinute">Parts within the last minute.</param>
/// <param name="P50Ms">Median of the time from capture to verdict, milliseconds, over the last 4096 judged parts; left out before the first.</param>
/// <param name="P99Ms">The time that 99 in 100 do not exceed; likewise.</param>
/// <param name="Head">The head that judges; left out while the station is not taught.</param>
/// <param name="Labels">Labels that count now, by class.</param>
public sealed record StatsMessage(
    DateTimeOffset Since, long Triggers, TallyCounts Total, TallyCounts LastHour, double PartsPerMinute, double? P50Ms, double? P99Ms, string? Head,
    IReadOnlyDictionary<string, long> Labels)
    : Message(CurrentSchema)
{
    /// <summary>Schema of the payload.</summary>
    public const string CurrentSchema = "edgetransfer/stats/1";
}
