namespace EdgeTransfer.Storage.Samples;

/// <summary>What is left of a sample that had to make room.</summary>
/// <param name="PartId">The part.</param>
/// <param name="At">When it was evicted.</param>
/// <param name="Why">Why, in words.</param>
public sealed record EvictedSample(string PartId, DateTimeOffset At, string Why);
