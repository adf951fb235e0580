namespace EdgeTransfer.Core.Sampling;

/// <summary>What makes room.</summary>
/// <param name="Evicted">Samples to remove, in this order.</param>
/// <param name="RandomFactor">
/// What every probability of the random share is multiplied by, 0 to 1; 1 leaves it. A sample, labelled or not, stays in the share only
/// while <see cref="RandomShare.Draw"/> ÷ its probability before is below this.
/// </param>
/// <param name="Bytes">What the evicted samples take.</param>
public sealed record EvictionPlan(IReadOnlyList<EvictionCandidate> Evicted, double RandomFactor, long Bytes);
