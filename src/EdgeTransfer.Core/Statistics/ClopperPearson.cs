using MathNet.Numerics.Distributions;

namespace EdgeTransfer.Core.Statistics;

/// <summary>Exact bounds on a rate from counts (Clopper and Pearson, Biometrika 1934).</summary>
public static class ClopperPearson
{
    /// <summary>One-sided lower bound: with the stated confidence the rate is above it.</summary>
    /// <param name="events">How often it happened.</param>
    /// <param name="trials">Out of how many; with none, the bound is 0.</param>
    /// <param name="confidence">As in 0.95.</param>
    public static double Lower(int events, int trials, double confidence) => 1 - Upper(trials - events, trials, confidence);

    /// <summary>One-sided upper bound: with the stated confidence the rate is below it.</summary>
    /// <param name="events">How often it happened.</param>
    /// <param name="trials">Out of how many; with none, the bound is 1.</param>
    /// <param name="confidence">As in 0.95.</param>
    public static double Upper(int events, int trials, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(events);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(events, trials);
        return events == trials ? 1 : Beta.InvCDF(events + 1, trials - events, confidence);
    }
}
