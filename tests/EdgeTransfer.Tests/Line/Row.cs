namespace EdgeTransfer.Tests.Line;

/// <summary>An inspection as it stands in the database.</summary>
internal sealed record Row(long Trigger, string Id, string PartId, string Origin, string Verdict, string Reason, string? Detail, string? Head, string? Policy);
