namespace EdgeTransfer.Core.Sampling;

/// <summary>An unlabelled sample that may be given up.</summary>
/// <param name="PartId">The part.</param>
/// <param name="At">When it was captured.</param>
/// <param name="Reasons">Why it is kept.</param>
/// <param name="Probability">That with which it now belongs to the random share; null when it does not.</param>
/// <param name="Bytes">What it takes on the disk.</param>
public sealed record EvictionCandidate(string PartId, DateTimeOffset At, SamplingReasons Reasons, double? Probability, long Bytes);
