namespace EdgeTransfer.Core.Training;

/// <summary>A label that a training learns from.</summary>
/// <param name="Number">Its number in the order of all labels.</param>
/// <param name="PartId">The part.</param>
/// <param name="Class">What it was said to be.</param>
/// <param name="Marks">Where the defect lies, as it was stored; null when nobody marked it.</param>
public sealed record SnapshotLabel(long Number, string PartId, string Class, string? Marks);
