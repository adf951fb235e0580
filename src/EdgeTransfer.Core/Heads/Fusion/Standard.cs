namespace EdgeTransfer.Core.Heads.Fusion;

/// <summary>Where the good parts lie on a scale, and how wide.</summary>
public readonly record struct Standard(double Mean, double Deviation)
{
    /// <summary>Standard deviations above the mean.</summary>
    public double Apply(double score) => (score - Mean) / Deviation;

    /// <summary>From scores of good parts; with fewer than two or no spread the deviation is 1.</summary>
    public static Standard Of(IReadOnlyCollection<double> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        if (scores.Count == 0)
        {
            return new(0, 1);
        }

        var mean = scores.Average();
        var variance = scores.Sum(s => (s - mean) * (s - mean)) / Math.Max(1, scores.Count - 1);
        return new(mean, variance > 1e-12 ? Math.Sqrt(variance) : 1);
    }
}
