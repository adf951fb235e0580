namespace EdgeTransfer.Core.Sampling;

/// <summary>Whether an image is kept, and why.</summary>
/// <param name="Reasons">None: it is not kept.</param>
/// <param name="Probability">That with which the random share took it; null when it did not.</param>
/// <param name="Novelty">Its anomaly score in standard deviations above good parts; null when no head judged it.</param>
public readonly record struct SamplingDecision(SamplingReasons Reasons, double? Probability = null, double? Novelty = null)
{
    /// <summary>Whether it is kept.</summary>
    public bool IsKept => Reasons != SamplingReasons.None;
}
