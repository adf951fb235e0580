using EdgeTransfer.Core.Audit;

namespace EdgeTransfer.Storage.Exchange;

/// <summary>Where an import came from; kept with every part that came with it.</summary>
/// <param name="Entry">What the log says of it.</param>
/// <param name="Format">As in <c>archive</c>.</param>
/// <param name="Source">Name of its file or folder.</param>
/// <param name="Sha256">Of an archive's manifest; empty for a folder.</param>
/// <param name="Chain">Last hash of the log that came with it; null without one.</param>
public sealed record ImportRecord(AuditEntry Entry, string Format, string Source, string Sha256, string? Chain);
