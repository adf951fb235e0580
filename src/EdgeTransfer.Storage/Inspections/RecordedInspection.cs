using EdgeTransfer.Core.Alerts;
using EdgeTransfer.Core.Inspecting;

namespace EdgeTransfer.Storage.Inspections;

/// <summary>An inspection with the alerts that it causes: stored together or not at all (law 5).</summary>
public sealed record RecordedInspection(Inspection Inspection, IReadOnlyList<OutboxMessage> Alerts);
