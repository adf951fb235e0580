using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Statistics;
using MathNet.Numerics.Distributions;

namespace EdgeTransfer.Core.Gates;

/// <summary>
/// One of the two questions of a gate: is the error rate not worse than the pinned reference's by a margin, or, where nothing can be
/// compared, is it below a limit? A gate passes only when both answers are yes, so each may use the whole alpha (intersection-union
/// test: Berger, "Multiparameter hypothesis testing and acceptance sampling", Technometrics 24, 1982).
/// </summary>
internal sealed record RateTest(bool Paired, int Parts, int Adverse, int Favourable, double Margin)
{
    private const string Unpaired = "Clopper-Pearson bound";

    /// <summary>Fewest parts that can hold the margin with the confidence.</summary>
    public int Enough(double confidence) => ToleranceLimit.MinParts(Margin, confidence);

    /// <summary>P value of the counts.</summary>
    public double PValue() => P(Adverse, Favourable);

    /// <summary>P value with no adverse part: the least that a gate must spend to be passable.</summary>
    public double Flawless() => P(0, 0);

    /// <summary>Whether the counts prove the opposite, however few they are: more adverse than favourable pairs (McNemar, exact), or a rate above the limit.</summary>
    public bool IsWorse(double confidence) => Paired
        ? Adverse > 0 && 1 - Binomial.CDF(0.5, Adverse + Favourable, Adverse - 1) <= 1 - confidence
        : ClopperPearson.Lower(Adverse, Parts, confidence) > Margin;

    /// <summary>Whether the counts prove a better rate than the reference's, however few they are (McNemar, exact); never without a reference.</summary>
    public bool IsBetter(double confidence) => Paired && Favourable > 0 && Binomial.CDF(0.5, Adverse + Favourable, Adverse) <= 1 - confidence;

    /// <summary>As the report tells it.</summary>
    public RateProof With(double alpha) => new(Paired ? PairedMargin.MethodFor(Parts) : Unpaired, Paired, Parts, Adverse, Favourable, Margin, PValue(), alpha);

    /// <summary>Pairs the verdicts on one kind of parts; without one comparable part it asks for the limit.</summary>
    public static RateTest Of(IEnumerable<HeldOutVerdict> parts, Func<Verdict, bool> isWrong, double margin, double limit)
    {
        List<HeldOutVerdict> all = [.. parts];
        List<HeldOutVerdict> pairs = [.. all.Where(p => p.Reference is not null)];
        return pairs.Count == 0
            ? new(false, all.Count, all.Count(p => isWrong(p.Challenger)), 0, limit)
            : new(
                true,
                pairs.Count,
                pairs.Count(p => isWrong(p.Challenger) && !isWrong(p.Reference!.Value)),
                pairs.Count(p => !isWrong(p.Challenger) && isWrong(p.Reference!.Value)),
                margin);
    }

    private double P(int adverse, int favourable) => Parts == 0 ? 1
        : Paired ? PairedMargin.PValue(adverse, favourable, Parts, Margin)
        : Binomial.CDF(Margin, Parts, adverse);
}
