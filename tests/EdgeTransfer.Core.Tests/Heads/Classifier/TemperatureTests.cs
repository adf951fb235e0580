namespace EdgeTransfer.Core.Heads.Classifier;

public class TemperatureTests
{
    private static readonly ClassifierHead Judge = new(["ok", "pit"], [0], [1], new(1, 2), [0, 0]);

    /// <summary>Of four samples at log-odds 2 three are right: they mean it when the odds are 3 to 1, at a divisor of 2 / ln 3.</summary>
    [Fact]
    public void Fit_ThreeOfFourRight_MakesTheOddsThreeToOne()
    {
        HeldOutLogits[] held = [Held(2, 0), Held(2, 0), Held(2, 0), Held(2, 1)];

        var (divisor, loss) = Temperature.Fit(held);

        divisor.ShouldBe(2 / Math.Log(3), 5e-3);
        loss.ShouldBe(-((0.75 * Math.Log(0.75)) + (0.25 * Math.Log(0.25))), 1e-5);
    }

    [Fact]
    public void Fit_LogitsScaledByThree_GivesADivisorThreeTimesAsLarge()
    {
        var held = Calibrated(400, seed: 3);

        var (plain, scaled) = (Temperature.Fit(held), Temperature.Fit([.. held.Select(h => h with { Logits = [.. h.Logits.Select(l => 3 * l)] })]));

        (scaled.Divisor / plain.Divisor).ShouldBe(3, 0.02);
        scaled.Loss.ShouldBe(plain.Loss, 1e-5);
    }

    [Fact]
    public void Fit_CalibratedLogits_DividesByAboutOne() => Temperature.Fit(Calibrated(5000, seed: 1)).Divisor.ShouldBe(1, 0.06);

    [Fact]
    public void Fit_WeightedSamples_CountAsOftenAsTheyWeigh()
    {
        HeldOutLogits[] many = [Held(2, 0), Held(2, 0), Held(2, 0), Held(2, 1)];
        HeldOutLogits[] weighted = [Held(2, 0) with { Weight = 3 }, Held(2, 1)];

        Temperature.Fit(weighted).Divisor.ShouldBe(Temperature.Fit(many).Divisor, 1e-6);
    }

    /// <summary>Where all are right no divisor is small enough, and where all are wrong none is large enough.</summary>
    [Fact]
    public void Fit_AllRightOrAllWrong_StaysWithinTheBounds()
    {
        Temperature.Fit([Held(2, 0), Held(-1, 1)]).Divisor.ShouldBe(Temperature.Smallest, 0.01);
        Temperature.Fit([Held(2, 1), Held(-1, 0)]).Divisor.ShouldBe(Temperature.Largest, 0.05);
        Gen.Select(Gen.Double[-50, 50], Gen.Int[0, 1]).Array[1, 20].Sample(held =>
        {
            var (divisor, loss) = Temperature.Fit([.. held.Select(h => Held((float)h.Item1, h.Item2))]);
            divisor.ShouldBeInRange(Temperature.Smallest, Temperature.Largest);
            double.IsFinite(loss).ShouldBeTrue();
        });
    }

    [Fact]
    public void Fit_NoSampleOfAKnownClass_ChangesNothing()
    {
        Temperature.Fit([]).ShouldBe((1, double.PositiveInfinity));
        Temperature.Fit([Held(2, -1), Held(1, -1)]).Divisor.ShouldBe(1);
    }

    private static HeldOutLogits Held(float okOverPit, int column) => new(Judge, [okOverPit, 0], column, 1);

    /// <summary>Labels drawn as the logits say.</summary>
    private static HeldOutLogits[] Calibrated(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var logit = (8 * random.NextDouble()) - 4;
            return Held((float)logit, random.NextDouble() < 1 / (1 + Math.Exp(-logit)) ? 0 : 1);
        })];
    }
}
