namespace EdgeTransfer.Core.Statistics;

public class RocCurveTests
{
    [Fact]
    public void Of_OverlappingScores_HasACornerForEachScore() =>
        RocCurve.Of(good: [1, 2], defect: [2, 3]).ShouldBe([(0, 0), (0, 0.5), (0.5, 1), (1, 1)]);

    [Fact]
    public void Of_AnyScores_EnclosesTheAuroc() =>
        Gen.Select(Gen.Int[0, 9].Array[1, 30], Gen.Int[0, 9].Array[1, 30]).Sample((g, d) =>
        {
            double[] good = [.. g.Select(x => (double)x)], defect = [.. d.Select(x => (double)x)];
            var points = RocCurve.Of(good, defect);
            var area = points.Zip(points.Skip(1), (a, b) => (b.FalseRejects - a.FalseRejects) * (a.Found + b.Found) / 2).Sum();
            return Math.Abs(area - Ranking.Auroc(good, defect)) < 1e-12;
        });

    [Fact]
    public void Of_EmptySide_IsEmpty() => RocCurve.Of([], [1]).ShouldBeEmpty();
}
