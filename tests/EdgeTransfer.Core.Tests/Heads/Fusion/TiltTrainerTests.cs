namespace EdgeTransfer.Core.Heads.Fusion;

public class TiltTrainerTests
{
    [Fact]
    public void Fit_ClassifierTellsAndAnomalyDoesNot_TiltsToTheClassifierWithTheLabels()
    {
        var (few, many) = (TiltTrainer.Fit(Scores(good: 50, defects: 4, anomaly: 0, classifier: 2)), TiltTrainer.Fit(Scores(good: 300, defects: 300, anomaly: 0, classifier: 2)));

        many.ShouldBeGreaterThan(0.8);
        few.ShouldBeInRange(0, many);
    }

    [Fact]
    public void Fit_AnomalyTellsAndClassifierDoesNot_TiltsToTheAnomaly() =>
        TiltTrainer.Fit(Scores(good: 300, defects: 300, anomaly: 2, classifier: 0)).ShouldBeLessThan(-0.8);

    [Fact]
    public void Fit_BothTellTheSame_StaysNearTheSum() =>
        TiltTrainer.Fit(Scores(good: 300, defects: 300, anomaly: 1.5, classifier: 1.5)).ShouldBeInRange(-0.2, 0.2);

    [Fact]
    public void Fit_OneSideEmpty_IsTheSum() => TiltTrainer.Fit([(1, 2, true), (2, 1, true)]).ShouldBe(0);

    [Fact]
    public void Fit_Separable_StaysFinite() => TiltTrainer.Fit([(-5, -5, true), (-6, -4, true), (5, 5, false), (4, 6, false)]).ShouldBeInRange(-1, 1);

    [Fact]
    public void Fuse_AnyTilt_RisesWithBothScores() =>
        Gen.Select(Gen.Double[-1, 1], Gen.Double[-5, 5], Gen.Double[-5, 5], Gen.Double[0, 3]).Sample((tilt, a, c, more) =>
        {
            var fusion = new ScoreFusion(new(0, 1), new Standard(0, 1), tilt);
            return fusion.Fuse(a + more, c) >= fusion.Fuse(a, c) && fusion.Fuse(a, c + more) >= fusion.Fuse(a, c);
        });

    /// <summary>Independent normal scores; defects are shifted.</summary>
    private static (double Anomaly, double Classifier, bool IsGood)[] Scores(int good, int defects, double anomaly, double classifier)
    {
        var random = new Random(11);
        double Normal() => MathNet.Numerics.Distributions.Normal.Sample(random, 0, 1);
        return
        [
            .. Enumerable.Range(0, good).Select(_ => (Normal(), Normal(), true)),
            .. Enumerable.Range(0, defects).Select(_ => (anomaly + Normal(), classifier + Normal(), false)),
        ];
    }
}
