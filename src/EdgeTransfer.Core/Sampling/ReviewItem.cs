namespace EdgeTransfer.Core.Sampling;

/// <summary>An unlabelled sample that a person may look at.</summary>
/// <param name="PartId">The part.</param>
/// <param name="At">When it was captured.</param>
/// <param name="Reasons">Why it was kept.</param>
/// <param name="Novelty">Standard deviations above good parts; null when no head judged it.</param>
public sealed record ReviewItem(string PartId, DateTimeOffset At, SamplingReasons Reasons, double? Novelty);
