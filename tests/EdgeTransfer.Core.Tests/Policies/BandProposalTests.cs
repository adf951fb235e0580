namespace EdgeTransfer.Core.Policies;

public class BandProposalTests
{
    private static readonly Gen<BandScores> AnyScores =
        Gen.Select(Gen.Double[-3, 3].Array[1, 200], Gen.Double[-1, 6].Array[0, 200]).Select((good, defects) => Some.Scores(good, defects));

    [Fact]
    public void From_FarApart_HoldsBothTargets()
    {
        // of 93 good parts floor(94 · 0.05) − 1 = 3 may be doubted, one may be NG; of 59 defects none may pass
        var policy = Some.Lay(Some.Scores(Some.Count(0, 93), Some.Count(200, 59)));

        policy.UnsureFrom.ShouldBe(Math.BitIncrement(89));
        policy.NgFrom.ShouldBe(200);
        var known = policy.Guarantee.ShouldNotBeNull();
        known.FalseRejectRate.ShouldBe(0.0813, 1e-4);
        known.RejectRate.ShouldBeLessThanOrEqualTo(0.05);
        known.EscapeRate!.Value.ShouldBeLessThanOrEqualTo(0.05);
        (known.MinGood, known.MinDefects, known.Fallback).ShouldBe((59, 59, null));
        known.Statement.ShouldBe(
            "At most 8.1 % of good parts are not OK (93 good parts), at most 5.0 % of defects are OK (59 defects), each, with 95 % confidence, for parts like these and out-of-fold scores.");
    }

    [Fact]
    public void From_OverlapWithinTheCap_BeginsUnsureAtTheDefectsAndNgAtTheGoodParts()
    {
        var policy = Some.Lay(Some.Scores(Some.Count(0, 93), Some.Count(85, 59)));

        policy.UnsureFrom.ShouldBe(85);
        policy.NgFrom.ShouldBe(Math.BitIncrement(91));
        policy.Guarantee!.EscapeRate!.Value.ShouldBeLessThanOrEqualTo(0.05);
        policy.Guarantee.RejectRate.ShouldBeLessThanOrEqualTo(0.05);
        policy.Guarantee.FalseRejectRate.ShouldBeGreaterThan(0.05);
        policy.Guarantee.Fallback!.ShouldContain("for the escapes 8 of 93 good parts are not OK");
    }

    [Fact]
    public void From_OverlapBeyondTheCap_DoubtsNoMoreThanTheCap()
    {
        // floor(100 · 0.15) − 1 = 14 of 99 good parts
        var policy = Some.Lay(Some.Scores(Some.Count(0, 99), Some.Count(50, 59)));

        policy.UnsureFrom.ShouldBe(Math.BitIncrement(84));
        policy.Guarantee!.EscapeRate!.Value.ShouldBeGreaterThan(0.5);
        policy.Guarantee.Fallback!.ShouldContain("no more than 15 % of good parts are to be doubted");
        policy.Guarantee.Fallback!.ShouldContain("35 of 59 labelled defects are OK");
    }

    [Fact]
    public void From_GoodPartsAlone_IsOneSidedAndStatesItsRate()
    {
        var policy = Some.Lay(Some.Scores(Some.Count(0, 59), []));

        // floor(60 · 0.05) − 1 = 2 of 59 may be doubted
        policy.UnsureFrom.ShouldBe(Math.BitIncrement(56));
        policy.NgFrom.ShouldBe(83, 1e-9);
        policy.Guarantee!.RejectRate.ShouldBe(0.0495, 1e-4);
        policy.Guarantee.FalseRejectRate.ShouldBe(0.1029, 1e-4);
        policy.Guarantee.EscapeRate.ShouldBeNull();
        policy.Guarantee.Fallback!.ShouldStartWith("No defect is labelled: nothing is known of escapes");
        policy.Guarantee.Statement.ShouldContain("of escapes nothing is known");
    }

    [Theory]
    [InlineData(1, 0, 0.95, "5 % false rejects need 59 good parts: the largest score of 1 stands in for the limit of NG.")]
    [InlineData(20, 0, 0.1391, "the largest score of 20 stands in for the limit of NG.")]
    [InlineData(38, 1, 0.0758, "5 % escapes need 59 defects: the smallest score of 1 stands in.")]
    public void From_FewerThanTheMinimum_UsesTheOutermostScoreAndStatesWhatItProves(int good, int defects, double proven, string said)
    {
        var policy = Some.Lay(Some.Scores(Some.Count(0, good), Some.Count(100, defects)));

        policy.UnsureFrom.ShouldBe(Math.BitIncrement(good - 1));
        policy.Guarantee!.FalseRejectRate.ShouldBe(proven, 1e-4);
        policy.Guarantee.Fallback!.ShouldContain(said);
        (policy.Guarantee.EscapeRate is { } rate ? Math.Round(rate, 9) : 0).ShouldBe(defects == 0 ? 0 : 0.95);
    }

    [Fact]
    public void From_NoGoodPart_IsABug() => Should.Throw<ArgumentOutOfRangeException>(() => Some.Lay(Some.Scores([], [1])));

    [Fact]
    public void From_TargetsThatNothingProves_IsABug() => Should.Throw<ArgumentException>(() => Some.Lay(Some.Scores([1], []), maxEscapeRate: 0));

    [Fact]
    public void From_AnyScores_KeepsOrderNgRateAndDoubtCap() => AnyScores.Sample(scores =>
    {
        var policy = Some.Lay(scores);
        var (good, known) = (scores.Good.Count, policy.Guarantee!);
        return new Bands(policy.UnsureFrom, policy.NgFrom).IsValid
            && scores.GoodFrom(policy.UnsureFrom) <= Math.Max(0.15 * (good + 1), 0)
            && scores.GoodFrom(policy.NgFrom) <= 0.05 * good
            && known.RejectRate <= known.FalseRejectRate
            && (scores.Defects.Count < 59 || good < 59 || known.EscapeRate <= 0.05 || known.Fallback!.Contains("overlap"));
    });

    [Fact]
    public void From_LooserTargets_MoveTheBandsOneWay() =>
        Gen.Select(AnyScores, Gen.Double[0.001, 0.5], Gen.Double[0.001, 0.5], Gen.Double[0.001, 0.5]).Sample((scores, a, b, other) =>
        {
            var (tight, loose) = (Math.Min(a, b), Math.Max(a, b));
            var (fewRejects, moreRejects) = (Some.Lay(scores, tight, other), Some.Lay(scores, loose, other));
            var (fewEscapes, moreEscapes) = (Some.Lay(scores, other, tight), Some.Lay(scores, other, loose));
            return moreRejects.UnsureFrom <= fewRejects.UnsureFrom && moreRejects.NgFrom <= fewRejects.NgFrom
                && moreEscapes.UnsureFrom >= fewEscapes.UnsureFrom && moreEscapes.NgFrom >= fewEscapes.NgFrom;
        });

    [Fact]
    public void From_PartsInAnyOrder_AreTheSame() =>
        Gen.Select(AnyScores, Gen.Int).Sample((scores, seed) =>
        {
            var shuffled = scores.Parts.ToArray();
            new Random(seed).Shuffle(shuffled);
            return Some.Lay(new BandScores(shuffled)) == Some.Lay(scores) && Some.Lay(new BandScores(shuffled), costs: new(100, 1, 0.3)) == Some.Lay(scores, costs: new(100, 1, 0.3));
        });

    /// <summary>
    /// Lines of known distribution: a bound may fail for one training in twenty, whichever limit decided. Without an overlap 59 good
    /// parts use all of it (0.95⁵⁹ = 0.0485), so a bound that is too careful is seen, too.
    /// </summary>
    [Theory]
    [InlineData(59, 59, 9, 0.038)]
    [InlineData(59, 59, 3, 0.03)]
    [InlineData(93, 40, 2.5, 0)]
    [InlineData(93, 10, 1.5, 0)]
    [InlineData(25, 25, 2, 0)]
    [InlineData(200, 100, 3.2, 0)]
    [InlineData(59, 0, 0, 0.038)]
    public void Guarantee_DrawnLines_FailsForOneInTwentyAtMost(int good, int defects, double shift, double atLeast)
    {
        const int lines = 4000;
        const double most = 0.05 + (4 * 0.00345); // four standard errors
        var random = new Random(11);
        var (rejects, escapes, ngs) = (0, 0, 0);
        for (var line = 0; line < lines; line++)
        {
            var policy = Some.Lay(Some.Scores(Draw(random, good, 0), Draw(random, defects, shift)));
            var known = policy.Guarantee!;
            rejects += Above(policy.UnsureFrom) > known.FalseRejectRate ? 1 : 0;
            ngs += Above(policy.NgFrom) > known.RejectRate ? 1 : 0;
            escapes += 1 - Above(policy.UnsureFrom - shift) > known.EscapeRate ? 1 : 0;
        }

        ((double)rejects / lines).ShouldBeInRange(atLeast, most);
        ((double)escapes / lines).ShouldBeLessThan(most);
        ((double)ngs / lines).ShouldBeLessThan(most);
    }

    /// <summary>The cap holds on average over lines, not for each.</summary>
    [Fact]
    public void Guarantee_OverlappingLines_DoubtFifteenPercentOnAverage()
    {
        var random = new Random(12);
        var doubted = Enumerable.Range(0, 4000).Average(_ => Above(Some.Lay(Some.Scores(Draw(random, 39, 0), Draw(random, 30, 0))).UnsureFrom));

        doubted.ShouldBe(6.0 / 40, 0.005); // floor(40 · 0.15) of 40 places
    }

    private static double[] Draw(Random random, int count, double shift) =>
        [.. Enumerable.Range(0, count).Select(_ => shift + MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, random.NextDouble()))];

    private static double Above(double threshold) => 1 - MathNet.Numerics.Distributions.Normal.CDF(0, 1, threshold);
}
