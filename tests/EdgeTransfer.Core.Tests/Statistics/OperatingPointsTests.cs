namespace EdgeTransfer.Core.Statistics;

public class OperatingPointsTests
{
    private static readonly double[] Good = [.. Enumerable.Range(1, 100)];

    [Theory]
    [InlineData(0, 0.6)]    // 100.5 and 100.9 are above all good parts
    [InlineData(0.01, 0.4)] // part 100 may go: from 99.1 on
    [InlineData(0.05, 0.2)] // 96 to 100 may go: from 95.5 on
    [InlineData(1, 0)]
    public void EscapeRate_HundredGoodParts_IsTheCountedShare(double falseRejectRate, double escapes) =>
        OperatingPoints.EscapeRate(Good, [50, 95.5, 99.5, 100.5, 100.9], falseRejectRate).ShouldBe(escapes, 1e-12);

    [Fact]
    public void EscapeRate_ProductJustBelowTheCount_AllowsTheCount() =>
        // 0.29 · 100 is 28.999999999999996
        OperatingPoints.EscapeRate(Good, [71.5, 70.5], 0.29).ShouldBe(0.5);

    [Fact]
    public void EscapeRate_TiedGoodParts_AreKeptTogether() =>
        // One of three may go, but two share the top score: the defect at 5 escapes with them.
        OperatingPoints.EscapeRate([1, 5, 5], [5, 6], 0.34).ShouldBe(0.5);

    [Fact]
    public void EscapeRate_NotANumber_IsNeverOk() =>
        OperatingPoints.EscapeRate([1, 2], [double.NaN, 0], 0).ShouldBe(0.5);

    [Fact]
    public void EscapeRate_AnyScores_FallsWithFalseRejects() =>
        Gen.Select(Gen.Int[0, 9].Array[1, 30], Gen.Int[0, 9].Array[1, 30]).Sample((good, defect) =>
        {
            double[] rates = [.. new[] { 0, 0.01, 0.05, 0.5, 1 }.Select(rate => OperatingPoints.EscapeRate([.. good.Select(g => (double)g)], [.. defect.Select(d => (double)d)], rate))];
            return rates.SequenceEqual(rates.OrderDescending());
        });

    [Fact]
    public void EscapeRate_EmptySide_IsNotANumber()
    {
        OperatingPoints.EscapeRate([], [1], 0).ShouldBe(double.NaN);
        OperatingPoints.EscapeRate([1], [], 0).ShouldBe(double.NaN);
    }
}
