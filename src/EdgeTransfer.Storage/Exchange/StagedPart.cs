using EdgeTransfer.Core.Labels;

namespace EdgeTransfer.Storage.Exchange;

/// <summary>A part from outside, checked and ready to be taken in.</summary>
/// <param name="PartId">The part.</param>
/// <param name="Entry">What its source calls it, for messages.</param>
/// <param name="At">When it was inspected, UTC; else when it came.</param>
/// <param name="Place">Where its image lay in the frame; null when that is not known.</param>
/// <param name="File">The image as PNG, in the <see cref="StagingFolder"/>.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Of the PNG, lower-case hex.</param>
/// <param name="Labels">What was said of it, the oldest first.</param>
public sealed record StagedPart(
    string PartId, string Entry, DateTimeOffset At, SamplePlace? Place, string File, long Bytes, string Sha256, IReadOnlyList<Label> Labels);
