using MathNet.Numerics.Distributions;

namespace EdgeTransfer.Core.Statistics;

public class PairedMarginTests
{
    private static readonly Gen<(int Parts, int Adverse, int Favourable, double Margin)> Tables =
        from parts in Gen.Int[1, 40]
        from adverse in Gen.Int[0, parts]
        from favourable in Gen.Int[0, parts - adverse]
        from margin in Gen.Double[0.005, 0.4]
        select (parts, adverse, favourable, margin);

    /// <summary>With no adverse pair the exact p value is (1 − margin)^n: the sizes that are commonly asked for.</summary>
    [Theory]
    [InlineData(59, 0.05)]
    [InlineData(149, 0.02)]
    [InlineData(299, 0.01)]
    public void PValue_NoAdversePair_FivePercentExactlyFromTheKnownNumberOfParts(int parts, double margin)
    {
        PairedMargin.PValue(0, 0, parts, margin).ShouldBe(Math.Pow(1 - margin, parts), 1e-9);
        PairedMargin.PValue(0, 0, parts, margin).ShouldBeLessThanOrEqualTo(0.05);
        PairedMargin.PValue(0, 0, parts - 1, margin).ShouldBeGreaterThan(0.05);
    }

    [Theory]
    [InlineData(0.05, 0.05)]
    [InlineData(0.02, 0.05)]
    [InlineData(0.1, 0.05)]
    public void PValue_NoAdversePair_MorePartsNeverUndoIt(double margin, double alpha)
    {
        var least = Policies.ToleranceLimit.MinParts(margin, 1 - alpha);
        for (var parts = 1; parts < 3 * least; parts++)
        {
            (PairedMargin.PValue(0, 0, parts, margin) <= alpha).ShouldBe(parts >= least, $"{parts}");
        }
    }

    /// <summary>Tango's approximation would be content with fewer parts than the truth allows.</summary>
    [Fact]
    public void Score_NoAdversePairOf52_PassesWhereTheExactTestDoesNot()
    {
        Normal.CDF(0, 1, PairedMargin.Score(0, 0, 52, 0.05)).ShouldBeLessThan(0.05);
        PairedMargin.PValue(0, 0, 52, 0.05).ShouldBeGreaterThan(0.05);
    }

    /// <summary>
    /// Published limits of Tango's interval, where the score is −z: soft contact lenses (Tango 1998, 44 patients, 90 %), airways
    /// (Fagerland, Lydersen and Laake 2013, 21 pairs) and 32 pairs as ratesci gives them, 618 pairs as PropCIs does (90 %).
    /// </summary>
    [Theory]
    [InlineData(0, 1, 44, 0.037, 0.90, 0.0005)]
    [InlineData(1, 0, 44, 0.096, 0.90, 0.0005)]
    [InlineData(7, 1, 21, 0.517, 0.95, 0.0005)]
    [InlineData(9, 3, 32, 0.390, 0.95, 0.0005)]
    [InlineData(28, 25, 618, 0.0247, 0.90, 0.00005)]
    [InlineData(25, 28, 618, 0.0148, 0.90, 0.00005)]
    public void Score_AtAPublishedLimit_IsTheNormalQuantile(int adverse, int favourable, int parts, double limit, double confidence, double rounding)
    {
        var z = Normal.InvCDF(0, 1, (1 - confidence) / 2);
        PairedMargin.Score(adverse, favourable, parts, limit + rounding).ShouldBeLessThanOrEqualTo(z);
        PairedMargin.Score(adverse, favourable, parts, limit - rounding).ShouldBeGreaterThanOrEqualTo(z);
    }

    /// <summary>What Barnard's convexity needs, and the staircase of <see cref="PairedRegion"/>.</summary>
    [Fact]
    public void Score_AnyTable_RisesWithAdverseAndFallsWithFavourableParts() => Tables.Sample(x =>
    {
        var score = PairedMargin.Score(x.Adverse, x.Favourable, x.Parts, x.Margin);
        if (x.Adverse + x.Favourable < x.Parts)
        {
            PairedMargin.Score(x.Adverse + 1, x.Favourable, x.Parts, x.Margin).ShouldBeGreaterThanOrEqualTo(score - 1e-9);
            PairedMargin.Score(x.Adverse, x.Favourable + 1, x.Parts, x.Margin).ShouldBeLessThanOrEqualTo(score + 1e-9);
        }

        if (x.Adverse > 0)
        {
            PairedMargin.Score(x.Adverse - 1, x.Favourable + 1, x.Parts, x.Margin).ShouldBeLessThanOrEqualTo(score + 1e-9);
        }
    });

    [Fact]
    public void PValue_FewParts_IsWhatCountingAllTablesGives() =>
        Tables.Where(x => x.Parts <= 9).Sample(x => PairedMargin.PValue(x.Adverse, x.Favourable, x.Parts, x.Margin).ShouldBe(Counted(x), 1e-6), iter: 60);

    [Fact]
    public void PValue_WorseThanTheMargin_IsNeverLikelierThanAtIt() =>
        (from table in Tables from favourable in Gen.Double[0, 1] from beyond in Gen.Double[0, 1] select (table, favourable, beyond)).Sample(x =>
        {
            var region = new PairedRegion(x.table.Parts, x.table.Margin, PairedMargin.Score(x.table.Adverse, x.table.Favourable, x.table.Parts, x.table.Margin));
            var favourable = x.favourable * (1 - x.table.Margin) / 2;
            var adverse = favourable + x.table.Margin + (x.beyond * (1 - x.table.Margin - (2 * favourable)));
            region.Probability(adverse, favourable).ShouldBeLessThanOrEqualTo(region.Largest() + 1e-9);
        }, iter: 300);

    [Fact]
    public void PValue_ThousandParts_IsExactAndNearTangos()
    {
        var exact = PairedMargin.PValue(22, 8, 1000, 0.03);
        exact.ShouldBe(Normal.CDF(0, 1, PairedMargin.Score(22, 8, 1000, 0.03)), 0.01);
        exact.ShouldBeGreaterThan(Normal.CDF(0, 1, PairedMargin.Score(22, 8, 1000, 0.03)) + 1e-6);
    }

    [Fact]
    public void PValue_MorePartsThanExact_IsTangos() =>
        PairedMargin.PValue(60, 50, PairedMargin.MaxExact + 1, 0.01).ShouldBe(Normal.CDF(0, 1, PairedMargin.Score(60, 50, PairedMargin.MaxExact + 1, 0.01)));

    [Theory]
    [InlineData(-1, 0, 5, 0.05)]
    [InlineData(0, -1, 5, 0.05)]
    [InlineData(3, 3, 5, 0.05)]
    [InlineData(0, 0, 0, 0.05)]
    [InlineData(0, 0, 5, 0.0)]
    [InlineData(0, 0, 5, 1.0)]
    [InlineData(0, 0, 5, double.NaN)]
    public void PValue_NoSuchTable_Throws(int adverse, int favourable, int parts, double margin) =>
        Should.Throw<ArgumentOutOfRangeException>(() => PairedMargin.PValue(adverse, favourable, parts, margin));

    /// <summary>Every table, every nuisance on a fine grid.</summary>
    private static double Counted((int Parts, int Adverse, int Favourable, double Margin) x)
    {
        var observed = PairedMargin.Score(x.Adverse, x.Favourable, x.Parts, x.Margin);
        var tables = (from a in Enumerable.Range(0, x.Parts + 1)
                      from f in Enumerable.Range(0, x.Parts + 1 - a)
                      where PairedMargin.Score(a, f, x.Parts, x.Margin) <= observed + 1e-9
                      select (a, f, Ways: MathNet.Numerics.SpecialFunctions.Multinomial(x.Parts, [a, f, x.Parts - a - f]))).ToList();
        return Enumerable.Range(0, 4001).Max(step =>
        {
            var favourable = (1 - x.Margin) / 2 * step / 4000;
            return tables.Sum(t => t.Ways * Math.Pow(favourable + x.Margin, t.a) * Math.Pow(favourable, t.f)
                * Math.Pow(Math.Max(0, 1 - x.Margin - (2 * favourable)), x.Parts - t.a - t.f));
        });
    }
}
