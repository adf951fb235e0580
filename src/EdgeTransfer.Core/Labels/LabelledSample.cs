namespace EdgeTransfer.Core.Labels;

/// <summary>A stored image's features with the label that counts now.</summary>
/// <param name="PartId">Samples of one part never stand on both sides of a split.</param>
/// <param name="Class"><see cref="Label.Ok"/> or a defect class.</param>
/// <param name="Features">Cached features.</param>
/// <param name="InLockbox">Set aside for gates: no head learns from it.</param>
public sealed record LabelledSample(string PartId, string Class, Features Features, bool InLockbox)
{
    /// <summary>Where the defect lies; empty when nobody marked it.</summary>
    public IReadOnlyList<MarkBox> Marks { get; init; } = [];
}
