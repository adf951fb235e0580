using EdgeTransfer.Core.Statistics;
using MathNet.Numerics.Distributions;

namespace EdgeTransfer.Core.Policies;

/// <summary>
/// One-sided tolerance limits from order statistics, free of any distribution (Wilks, "Determination of sample sizes for setting
/// tolerance limits", Ann. Math. Stat. 1941): with the stated confidence at most a share of new parts lies beyond the limit.
/// </summary>
public static class ToleranceLimit
{
    /// <summary>Fewest parts of which the outermost proves the rate: 59 for 5 %, 299 for 1 % (confidence 0.95).</summary>
    public static int MinParts(double rate, double confidence) => (int)Math.Ceiling((Math.Log(1 - confidence) / Math.Log(1 - rate)) - 1e-9);

    /// <summary>
    /// How many of the parts may lie beyond the limit: the most that still prove the rate. Below <see cref="MinParts"/> it is 0, which
    /// proves less; <see cref="Bound"/> says how much.
    /// </summary>
    public static int Allowed(int parts, double rate, double confidence)
    {
        var (low, high) = (0, parts);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            (low, high) = Binomial.CDF(rate, parts, middle) <= 1 - confidence ? (middle, high) : (low, middle);
        }

        return low;
    }

    /// <summary>The rate that a limit with so many parts beyond it proves (Clopper and Pearson's upper bound).</summary>
    public static double Bound(int beyond, int parts, double confidence) => ClopperPearson.Upper(beyond, parts, confidence);

    /// <summary>
    /// The same for a limit that was chosen by looking at the scores: it holds for all thresholds at once (Dvoretzky, Kiefer and
    /// Wolfowitz 1956, with Massart's constant, Ann. Prob. 1990).
    /// </summary>
    public static double UniformBound(int beyond, int parts, double confidence) =>
        parts == 0 ? 1 : Math.Min(1, ((double)beyond / parts) + Math.Sqrt(Math.Log(1 / (1 - confidence)) / (2.0 * parts)));
}
