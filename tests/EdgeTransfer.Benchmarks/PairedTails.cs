using System.Globalization;
using EdgeTransfer.Core.Statistics;

namespace EdgeTransfer.Benchmarks;

/// <summary>
/// P99s of blocks that were run by turns, with a load and without. Their medians are compared: where other machines share the cores, the
/// tail of all blocks together is that of the worst moment, in whichever block it fell.
/// </summary>
internal sealed class PairedTails
{
    private readonly List<(double With, double Without)> _p99 = [];
    private readonly List<double> _with = [];
    private readonly List<double> _without = [];

    public double Ratio => With / Without;

    private double With => Quantile(_p99.Select(p => p.With), 0.5);

    private double Without => Quantile(_p99.Select(p => p.Without), 0.5);

    /// <summary>The smallest value that at least the given share does not exceed.</summary>
    public static double Quantile(IEnumerable<double> values, double share) => LatencyWindow.NearestRank([.. values], share);

    public void Add(IReadOnlyCollection<double> with, IReadOnlyCollection<double> without)
    {
        _p99.Add((Quantile(with, 0.99), Quantile(without, 0.99)));
        _with.AddRange(with);
        _without.AddRange(without);
    }

    /// <summary>A row that says whether the ratio is within what is allowed.</summary>
    public ResultRow Row(string what, string baseline, double allowance, string answer) => new(
        what,
        string.Create(CultureInfo.InvariantCulture, $"{With:0.0} ms (median {Quantile(_with, 0.5):0.0}, {_with.Count} parts)"),
        string.Create(CultureInfo.InvariantCulture, $"{baseline} {Without:0.0} ms (median {Quantile(_without, 0.5):0.0}, {_without.Count} parts)"),
        Ratio,
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(Ratio <= allowance ? "within" : "OVER")} {allowance:0.00}; medians of {_p99.Count} pairs of blocks ({string.Join(", ", _p99.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.With:0}/{p.Without:0}")))}), all parts together {Quantile(_with, 0.99):0.0} to {Quantile(_without, 0.99):0.0} ms; {answer}"));
}
