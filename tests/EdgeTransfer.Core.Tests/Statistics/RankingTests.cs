namespace EdgeTransfer.Core.Statistics;

public class RankingTests
{
    [Fact]
    public void Auroc_AnyScores_EqualsThePairCount() =>
        Gen.Select(Gen.Int[0, 9].Array[1, 30], Gen.Int[0, 9].Array[1, 30]).Sample((good, defect) =>
        {
            var pairs = good.SelectMany(g => defect.Select(d => d > g ? 1.0 : d == g ? 0.5 : 0)).Average();
            return Math.Abs(Ranking.Auroc([.. good.Select(g => (double)g)], [.. defect.Select(d => (double)d)]) - pairs) < 1e-12;
        });

    [Fact]
    public void Auroc_EmptySide_IsNotANumber() => Ranking.Auroc([], [1]).ShouldBe(double.NaN);

    [Fact]
    public void BestF1_OverlappingScores_IsTheBestOfAllThresholds()
    {
        // From 3 on: 2 hits, 1 alarm, 1 missed → 2·2/(2·2+1+1) = 2/3; from 2 on: 3 hits, 1 alarm → 6/7.
        var (f1, threshold) = Ranking.BestF1(good: [0, 1, 3.5], defect: [2, 3, 4]);

        f1.ShouldBe(6.0 / 7, 1e-12);
        threshold.ShouldBe(2);
    }
}
