using EdgeTransfer.Core.Labels;

namespace EdgeTransfer.Storage.Samples;

/// <summary>A sample without its image and features.</summary>
/// <param name="PartId">The part.</param>
/// <param name="Class">The label that counts now; null while it has none.</param>
/// <param name="Place">Where its image lay in the frame; null when it was stored before that was.</param>
public sealed record StoredSample(string PartId, string? Class, SamplePlace? Place);
