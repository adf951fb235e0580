namespace EdgeTransfer.Core.Sampling;

/// <summary>What a sampler keeps.</summary>
public sealed record SamplingOptions
{
    /// <summary>Probability that a part belongs to the random share, whatever its verdict, 0 to 1.</summary>
    public double RandomShare { get; init; } = 0.1;

    /// <summary>
    /// A score is near a band when it is at most so far from it, as a share of the band's score; the share of one standard deviation of good
    /// parts where the band lies lower than that.
    /// </summary>
    public double BandWidth { get; init; } = 0.1;

    /// <summary>Standard deviations of good parts above their mean from which an anomaly score is novel.</summary>
    public double NoveltyFrom { get; init; } = 3;

    /// <summary>Images that one reason may keep in an hour, and at once after a quiet hour; the random share has no such limit.</summary>
    public int PerHour { get; init; } = 500;
}
