using MathNet.Numerics;

namespace EdgeTransfer.Core.Statistics;

/// <summary>
/// All tables of n paired parts whose score is at most a given one. The score rises with each adverse part and falls with each
/// favourable one, so the region is a staircase; and the supremum over all that are worse than the margin is reached at the margin
/// (Barnard's convexity).
/// </summary>
public sealed class PairedRegion
{
    // Equal scores must not fall apart by rounding.
    private const double Tie = 1e-9;

    // Terms below e^-37 are left out: 5001 of them are less than 1e-12 together.
    private const double Negligible = -37;

    private const int Peaks = 3;
    private const int Refinements = 30;

    private readonly int _parts;
    private readonly double _margin;

    // By number of adverse parts: the fewest favourable parts that are in the region. Above the parts that are left: none is.
    private readonly int[] _fewest;
    private readonly double[] _ways;

    /// <param name="parts">n.</param>
    /// <param name="margin">Above 0 and below 1.</param>
    /// <param name="score">Largest score in the region.</param>
    public PairedRegion(int parts, double margin, double score)
    {
        (_parts, _margin, _fewest, _ways) = (parts, margin, new int[parts + 1], new double[parts + 1]);
        var favourable = 0;
        for (var adverse = 0; adverse <= parts; adverse++)
        {
            while (favourable <= parts - adverse && PairedMargin.Score(adverse, favourable, parts, margin) > score + Tie)
            {
                favourable++;
            }

            _fewest[adverse] = favourable;
            _ways[adverse] = SpecialFunctions.BinomialLn(parts, adverse);
        }
    }

    /// <summary>Whether a table is in the region.</summary>
    public bool Holds(int adverse, int favourable) => favourable >= _fewest[adverse] && adverse + favourable <= _parts;

    /// <summary>Probability of the region where a part is adverse or favourable with these probabilities; exact to 1e-12.</summary>
    public double Probability(double adverse, double favourable)
    {
        var (sum, given) = (0.0, adverse >= 1 ? 0 : Math.Min(1, favourable / (1 - adverse)));
        var (log, other) = (Math.Log(adverse), Math.Log(1 - adverse));
        for (var x = 0; x <= _parts && _fewest[x] <= _parts - x; x++)
        {
            // 0 × log 0 counts as 0.
            var term = _ways[x] + (x == 0 ? 0 : x * log) + (x == _parts ? 0 : (_parts - x) * other);
            if (term > Negligible)
            {
                sum += Math.Exp(term) * AtLeast(_fewest[x], _parts - x, given);
            }
        }

        return Math.Min(1, sum);
    }

    /// <summary>
    /// The largest probability of the region at the margin. Looked for on a grid that is even in the arc sine of the root, in which
    /// binomial probabilities vary equally fast everywhere, and refined by golden section around the highest points.
    /// </summary>
    public double Largest()
    {
        var steps = 32 + (8 * (int)Math.Ceiling(Math.Sqrt(_parts)));
        var grid = new double[steps + 1];
        for (var i = 0; i <= steps; i++)
        {
            grid[i] = AtMargin((double)i / steps);
        }

        var largest = grid.Max();
        foreach (var peak in Enumerable.Range(0, steps + 1).OrderByDescending(i => grid[i]).Take(Peaks))
        {
            largest = Math.Max(largest, Refined(Math.Max(0, peak - 1.0) / steps, Math.Min(steps, peak + 1.0) / steps));
        }

        return largest;
    }

    /// <param name="at">0 to 1: no favourable part, or no part judged alike.</param>
    private double AtMargin(double at)
    {
        var sine = Math.Sin(at * Math.PI / 2);
        var favourable = (1 - _margin) / 2 * sine * sine;
        return Probability(favourable + _margin, favourable);
    }

    private double Refined(double low, double high)
    {
        const double Golden = 0.6180339887498949;
        var (a, b) = (high - (Golden * (high - low)), low + (Golden * (high - low)));
        var (atA, atB) = (AtMargin(a), AtMargin(b));
        for (var i = 0; i < Refinements; i++)
        {
            if (atA >= atB)
            {
                (high, b, atB) = (b, a, atA);
                a = high - (Golden * (high - low));
                atA = AtMargin(a);
            }
            else
            {
                (low, a, atA) = (a, b, atB);
                b = low + (Golden * (high - low));
                atB = AtMargin(b);
            }
        }

        return Math.Max(atA, atB);
    }

    private static double AtLeast(int least, int trials, double probability) => least == 0 ? 1
        : probability <= 0 ? 0
        : probability >= 1 ? 1
        : SpecialFunctions.BetaRegularized(least, trials - least + 1, probability);
}
