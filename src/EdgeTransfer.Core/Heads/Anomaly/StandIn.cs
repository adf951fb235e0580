using EdgeTransfer.Core.Mathematics;

namespace EdgeTransfer.Core.Heads.Anomaly;

/// <summary>Patches that would be in the bank if one image were not.</summary>
/// <param name="Patches">Whitened: n × K.</param>
/// <param name="Owners">Image of each.</param>
public sealed record StandIn(Matrix Patches, IReadOnlyList<int> Owners)
{
    /// <summary>Those of images outside a part.</summary>
    internal Matrix Without(int first, int last)
    {
        int[] kept = [.. Enumerable.Range(0, Owners.Count).Where(i => Owners[i] < first || Owners[i] > last)];
        return kept.Length == Owners.Count ? Patches : Patches.Pick(kept);
    }
}
