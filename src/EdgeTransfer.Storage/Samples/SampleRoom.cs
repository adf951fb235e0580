namespace EdgeTransfer.Storage.Samples;

/// <summary>How much room the samples have.</summary>
/// <param name="Bytes">What all samples take.</param>
/// <param name="Labelled">Of that, what those with a label take: they are never evicted.</param>
/// <param name="Evicted">Samples that had just to go.</param>
/// <param name="HasRoom">Whether another may be stored.</param>
public sealed record SampleRoom(long Bytes, long Labelled, int Evicted, bool HasRoom);
