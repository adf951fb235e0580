using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Inspecting;

namespace EdgeTransfer.Core.Policies;

public class PolicyTests
{
    private static readonly Policy Bands = new() { Version = "p1", Head = "h", UnsureFrom = 1, NgFrom = 2, Method = "" };

    [Theory]
    [InlineData(0.99, Verdict.Ok)]
    [InlineData(1, Verdict.Unsure)]
    [InlineData(1.99, Verdict.Unsure)]
    [InlineData(2, Verdict.Ng)]
    [InlineData(double.PositiveInfinity, Verdict.Ng)]
    [InlineData(double.NaN, Verdict.Unsure)]
    public void Decide_Score_FallsIntoItsBand(double score, Verdict verdict) => Bands.Decide(score).ShouldBe(verdict);

    [Fact]
    public void Verdict_Default_IsNotInspected() => default(Verdict).ShouldBe(Verdict.NotInspected);

    [Fact]
    public void Propose_EnoughLabels_KeepsTheRatesOnTheLabelledPartsOrSaysThatTheyOverlap() =>
        Gen.Select(Gen.Double[-3, 3].Array[60, 200], Gen.Double[-1, 6].Array[60, 200]).Sample((good, defects) =>
        {
            var (unsureFrom, ngFrom, method) = BandProposal.From(Scores(good, defects));
            var escapes = defects.Count(d => d < unsureFrom);
            var rejectedOutright = good.Count(g => g >= ngFrom);
            var rejectedOrDoubted = good.Count(g => g >= unsureFrom);
            return unsureFrom <= ngFrom
                && rejectedOutright <= 0.05 * good.Length
                && rejectedOrDoubted <= 0.15 * good.Length
                && (escapes <= 0.05 * (defects.Length + 1) || method.Contains("overlap", StringComparison.Ordinal));
        });

    [Fact]
    public void Propose_GoodOnly_RejectsAtMostOneInTwentyAndSaysThatDefectsAreUnknown()
    {
        var good = Enumerable.Range(0, 100).Select(i => (double)i).ToArray();

        var (unsureFrom, ngFrom, method) = BandProposal.From(Scores(good, []));

        good.Count(g => g >= unsureFrom).ShouldBeLessThanOrEqualTo(5);
        good.Count(g => g >= unsureFrom).ShouldBeGreaterThan(0);
        ngFrom.ShouldBeGreaterThan(unsureFrom);
        method.ShouldContain("no defects yet");
    }

    private static OutOfFoldScore[] Scores(double[] good, double[] defects) =>
        [.. good.Select((s, i) => new OutOfFoldScore($"g{i}", "ok", s, null, s)), .. defects.Select((s, i) => new OutOfFoldScore($"d{i}", "pit", s, null, s))];
}
