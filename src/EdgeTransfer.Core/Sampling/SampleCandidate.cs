using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Policies;

namespace EdgeTransfer.Core.Sampling;

/// <summary>What the sampler is told of an inspected part.</summary>
/// <param name="PartId">The part.</param>
/// <param name="Verdict">Its verdict.</param>
public readonly record struct SampleCandidate(string PartId, Verdict Verdict)
{
    /// <summary>Whether a head judged it.</summary>
    public required bool IsTaught { get; init; }

    /// <summary>Its NG score; null when no head judged it.</summary>
    public double? Ng { get; init; }

    /// <summary>The bands that judged it; null when they are not known.</summary>
    public Bands? Bands { get; init; }

    /// <summary>Its anomaly score in standard deviations above good parts; null when no head judged it.</summary>
    public double? Novelty { get; init; }

    /// <summary>Whether a challenger's verdict on it differs.</summary>
    public bool Disagrees { get; init; }
}
