namespace EdgeTransfer.Core.Audit;

/// <summary>One thing that happened, as the log tells it (law 6).</summary>
/// <param name="Kind">What kind of thing.</param>
/// <param name="Product">The product that it concerns.</param>
/// <param name="Subject">What it concerns: a part, a head, a policy.</param>
/// <param name="By">Who did it; <c>device</c> when nobody asked.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Json">All that is to be known of it, as a JSON object.</param>
public sealed record AuditEntry(AuditKind Kind, string Product, string Subject, string By, DateTimeOffset At, string Json);
