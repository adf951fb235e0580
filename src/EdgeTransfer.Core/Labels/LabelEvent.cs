namespace EdgeTransfer.Core.Labels;

/// <summary>One appended label, for who counts what is new.</summary>
/// <param name="Seq">Its number; ascending over all products.</param>
/// <param name="PartId">The part.</param>
/// <param name="Class">What it says.</param>
/// <param name="Was">What counted before; null when it is the part's first.</param>
/// <param name="At">When it was accepted, UTC.</param>
public sealed record LabelEvent(long Seq, string PartId, string Class, string? Was, DateTimeOffset At);
