using EdgeTransfer.Core.Heads;

namespace EdgeTransfer.Storage.Heads;

/// <summary>A head as it lies on the disk, its hash checked.</summary>
/// <param name="Manifest">What it says of itself.</param>
/// <param name="Tensors">By name.</param>
public sealed record StoredHead(HeadManifest Manifest, IReadOnlyDictionary<string, Tensor> Tensors);
