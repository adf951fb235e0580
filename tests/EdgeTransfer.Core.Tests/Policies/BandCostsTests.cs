namespace EdgeTransfer.Core.Policies;

public class BandCostsTests
{
    private static readonly Gen<double[]> Twenty = Gen.Int[0, 12].Select(i => (double)i).Array[20, 40]; // with ties

    private static readonly Gen<BandScores> AnyScores = Gen.Select(Twenty, Twenty, Gen.Int[0, 12]).Select((good, defects, shift) =>
        Some.Scores(good, defects.Select(d => d + shift)));

    private static readonly Gen<BandCosts> AnyCosts = Gen.Select(Gen.Double[0.1, 500], Gen.Double[0.1, 5], Gen.Double[0.01, 6], Gen.Double[0.001, 0.5])
        .Select((escape, reject, unsure, share) => new BandCosts(escape, reject, unsure, share));

    [Fact]
    public void From_Costs_NoOtherPairOfThresholdsIsCheaper() => Gen.Select(AnyScores, AnyCosts).Sample((scores, costs) =>
    {
        var policy = Some.Lay(scores, costs: costs);
        var least = Cost(scores, costs, policy.UnsureFrom, policy.NgFrom);
        double[] at = [.. scores.Good.Concat(scores.Defects).SelectMany(s => new[] { s, s + 0.5 })];
        return policy.UnsureFrom <= policy.NgFrom && at.All(u => at.All(n => u > n || Cost(scores, costs, u, n) >= least - 1e-9));
    });

    [Fact]
    public void From_DearerEscapes_NeverRaiseUnsureFrom() => Gen.Select(AnyScores, AnyCosts, Gen.Double[1, 50]).Sample((scores, costs, factor) =>
        Some.Lay(scores, costs: costs with { Escape = costs.Escape * factor }).UnsureFrom <= Some.Lay(scores, costs: costs).UnsureFrom);

    [Fact]
    public void From_CostsFarApart_LeavesTheGapUnsure()
    {
        var policy = Some.Lay(Some.Scores(Some.Count(0, 20), Some.Count(100, 20)), costs: new(100, 1));

        (policy.UnsureFrom, policy.NgFrom, policy.Method).ShouldBe((Math.BitIncrement(19), 100, BandProposal.CostsMethod));
        policy.Guarantee!.FalseRejectRate.ShouldBe(Math.Sqrt(Math.Log(20) / 40), 1e-9); // uniform: chosen by looking
        policy.Guarantee.MinGood.ShouldBe(BandCosts.MinParts);
    }

    [Fact]
    public void From_CostsWithTooFewDefects_FallsBackToTheRates()
    {
        var scores = Some.Scores(Some.Count(0, 60), Some.Count(100, 19));
        var policy = Some.Lay(scores, costs: new(100, 1));

        (policy.UnsureFrom, policy.NgFrom).ShouldBe((Some.Lay(scores).UnsureFrom, Some.Lay(scores).NgFrom));
        policy.Guarantee!.Fallback!.ShouldStartWith("Costs need 20 good parts and 20 defects: the target rates stand in.");
    }

    [Theory]
    [InlineData("100:1", 100, 1, null)]
    [InlineData("100:1:0.2", 100, 1, 0.2)]
    public void Parse_Ratio_IsRead(string text, double escape, double reject, double? unsure) =>
        BandCosts.Parse(text).Value.ShouldBe(new BandCosts(escape, reject, unsure));

    [Theory]
    [InlineData("")]
    [InlineData("100")]
    [InlineData("100:0")]
    [InlineData("-1:1")]
    [InlineData("NaN:1")]
    [InlineData("1e400:1")]
    [InlineData("1:2:3:4")]
    [InlineData("1;2")]
    public void Parse_NoRatio_SaysWhatToWrite(string text) => BandCosts.Parse(text).Refusal.ShouldNotBeNull().Message.ShouldContain("100:1:0.2");

    [Theory]
    [InlineData(0, 0.05, 0)]
    [InlineData(0.05, 0.51, 0)]
    [InlineData(double.NaN, 0.05, 0)]
    [InlineData(0.05, 0.05, 1)]
    [InlineData(0.05, 0.05, double.NaN)]
    public void Errors_OutOfRange_AreNamed(double escapes, double rejects, double share)
    {
        var costs = share == 0 ? null : new BandCosts(1, 1, null, share);

        new BandTargets { MaxEscapeRate = escapes, MaxFalseRejectRate = rejects, Costs = costs }.Errors().ShouldHaveSingleItem();
        new BandTargets().Errors().ShouldBeEmpty();
    }

    private static double Cost(BandScores scores, BandCosts costs, double unsureFrom, double ngFrom)
    {
        var good = scores.Good.Average(s => s >= ngFrom ? costs.FalseReject : s >= unsureFrom ? costs.Unsure!.Value : 0);
        var defects = scores.Defects.Average(s => s >= ngFrom ? 0 : s >= unsureFrom ? costs.Unsure!.Value : costs.Escape);
        return ((1 - costs.DefectShare) * good) + (costs.DefectShare * defects);
    }
}
