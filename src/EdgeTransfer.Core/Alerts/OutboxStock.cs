namespace EdgeTransfer.Core.Alerts;

/// <summary>What waits for the broker.</summary>
/// <param name="Alerts">Alerts.</param>
/// <param name="AlertBytes">Bytes of their payloads.</param>
/// <param name="Reports">Lesser messages.</param>
/// <param name="ReportBytes">Bytes of theirs.</param>
public readonly record struct OutboxStock(long Alerts, long AlertBytes, long Reports, long ReportBytes)
{
    /// <summary>All messages.</summary>
    public long Count => Alerts + Reports;

    /// <summary>Bytes of all payloads.</summary>
    public long Bytes => AlertBytes + ReportBytes;

    /// <summary>With some more of a kind, or fewer where negative.</summary>
    public OutboxStock Plus(OutboxKind kind, long count, long bytes) => kind == OutboxKind.Alert
        ? this with { Alerts = Alerts + count, AlertBytes = AlertBytes + bytes }
        : this with { Reports = Reports + count, ReportBytes = ReportBytes + bytes };
}
