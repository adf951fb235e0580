namespace EdgeTransfer.Core.Statistics;

public class ClopperPearsonTests
{
    [Theory]
    [InlineData(59, 0.05)]
    [InlineData(149, 0.02)]
    [InlineData(299, 0.01)]
    public void Upper_NoEvents_IsJustBelowTheMarginThatSoManyPartsAllow(int trials, double margin)
    {
        ClopperPearson.Upper(0, trials, 0.95).ShouldBeLessThanOrEqualTo(margin);
        ClopperPearson.Upper(0, trials - 1, 0.95).ShouldBeGreaterThan(margin);
    }

    [Fact]
    public void Upper_AnyCounts_LeavesFivePercentBelow() =>
        (from trials in Gen.Int[1, 60] from events in Gen.Int[0, trials - 1] select (events, trials)).Sample(x =>
        {
            var p = ClopperPearson.Upper(x.events, x.trials, 0.95);
            var below = Enumerable.Range(0, x.events + 1).Sum(k => MathNet.Numerics.SpecialFunctions.Binomial(x.trials, k) * Math.Pow(p, k) * Math.Pow(1 - p, x.trials - k));
            return Math.Abs(below - 0.05) < 1e-6;
        });

    [Fact]
    public void Lower_FourOfFifteen_IsTheTextbookBound() => ClopperPearson.Lower(4, 15, 0.95).ShouldBe(0.0967, 1e-4);

    [Fact]
    public void Upper_NoTrials_IsOne() => ClopperPearson.Upper(0, 0, 0.95).ShouldBe(1);
}
