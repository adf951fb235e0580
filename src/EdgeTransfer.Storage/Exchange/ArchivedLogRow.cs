namespace EdgeTransfer.Storage.Exchange;

/// <summary>A row of a log as it leaves a device; see <see cref="Audit.AuditLog"/> for what its hash covers.</summary>
public sealed record ArchivedLogRow(
    long Seq, string At, string Kind, string Product, string Subject, string By, string Json, string Previous, string Hash);
