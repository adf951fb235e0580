using EdgeTransfer.Core.Gates;
using EdgeTransfer.Core.Statistics;
using MathNet.Numerics.Distributions;

namespace EdgeTransfer.Benchmarks;

/// <summary>
/// Size and power of the gate's paired test, counted over all tables: no simulation, so no error of one. Its baseline is Tango's score
/// with the normal approximation. And what one p value costs.
/// </summary>
internal sealed class GateBenchmark : IBenchmark
{
    private const double Alpha = 0.05;

    private static readonly (string Name, double Adverse, double Favourable)[] Truths =
    [
        ("alike", 0, 0),
        ("differing in 1 + 1 %", 0.01, 0.01),
        ("2 + 2 %", 0.02, 0.02),
        ("5 + 5 %", 0.05, 0.05),
        ("better by 3 points", 0.01, 0.04),
    ];

    public string Name => "gate";

    public IEnumerable<ResultRow> Run()
    {
        foreach (var (parts, margin) in new[]
            { (12, 0.05), (30, 0.05), (59, 0.05), (100, 0.05), (149, 0.05), (299, 0.05), (1000, 0.05), (149, 0.02), (299, 0.02), (1000, 0.02), (299, 0.01), (1000, 0.01) })
        {
            yield return Row(parts, margin);
        }

        yield return Cost(1000);
        yield return Cost(PairedMargin.MaxExact);
    }

    private static ResultRow Row(int parts, double margin)
    {
        var first = SignificanceLedger.Next([], parts, PairedMargin.PValue(0, 0, parts, margin), Alpha, GateOptions.DefaultGateShare).Alpha;
        var what = FormattableString.Invariant($"{parts} parts, {100 * margin:0} points");
        var tango = new PairedRegion(parts, margin, Normal.InvCDF(0, 1, Alpha)).Largest();
        if (first <= 0)
        {
            return new(what, "inconclusive, never passes", FormattableString.Invariant($"Tango {tango:0.0000}"), null, "too few parts");
        }

        var (whole, gate) = (Critical(parts, margin, Alpha), Critical(parts, margin, first));
        var size = whole.Largest();
        if (size > Alpha || gate.Largest() > first || !gate.Holds(0, 0))
        {
            throw new InvalidOperationException($"{what}: size {size}, {gate.Largest()} at {first}.");
        }

        return new(
            what,
            FormattableString.Invariant($"size {size:0.0000} at 0.05"),
            FormattableString.Invariant($"Tango {tango:0.0000}"),
            size / tango,
            FormattableString.Invariant($"first gate at {first:0.0000} bears {Most(gate, parts)} adverse; passes when ")
                + string.Join(", ", Truths.Select(t => FormattableString.Invariant($"{t.Name} {Power(gate, t):0.000} (at 0.05: {Power(whole, t):0.000})"))));
    }

    private static double Power(PairedRegion region, (string Name, double Adverse, double Favourable) truth) =>
        region.Probability(truth.Adverse, truth.Favourable);

    private static int Most(PairedRegion region, int parts) => Enumerable.Range(0, parts + 1).TakeWhile(a => region.Holds(a, 0)).Count() - 1;

    /// <summary>The largest region whose size is at most the level.</summary>
    private static PairedRegion Critical(int parts, double margin, double level)
    {
        var (low, high) = (-10.0, 0.0);
        while (high - low > 1e-6)
        {
            var middle = (low + high) / 2;
            (low, high) = new PairedRegion(parts, margin, middle).Largest() <= level ? (middle, high) : (low, middle);
        }

        return new(parts, margin, low);
    }

    private static ResultRow Cost(int parts)
    {
        var (adverse, favourable) = (parts / 50, parts / 100);
        var (seconds, exact) = Interleaved.Time(() => PairedMargin.PValue(adverse, favourable, parts, 0.02));
        var normal = Normal.CDF(0, 1, PairedMargin.Score(adverse, favourable, parts, 0.02));
        return new(
            FormattableString.Invariant($"one p value, {parts} parts"),
            FormattableString.Invariant($"{1000 * seconds:0} ms"),
            "Tango's, no time",
            exact / normal,
            FormattableString.Invariant($"p {exact:0.00000}, Tango's {normal:0.00000}: the ratio is of these"));
    }
}
