namespace EdgeTransfer.Core.Audit;

/// <summary>What a comparison of the labels with the log found.</summary>
/// <param name="Labels">Labels that are as the log tells, from the first.</param>
/// <param name="Older">Labels from before the log: nothing proves them.</param>
/// <param name="Difference">The first difference, for a person; null when there is none.</param>
public sealed record LabelReport(long Labels, long Older, string? Difference);
