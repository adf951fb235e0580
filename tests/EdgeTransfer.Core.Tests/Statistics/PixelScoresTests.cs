namespace EdgeTransfer.Core.Statistics;

public class PixelScoresTests
{
    [Fact]
    public void Auroc_AnyPixels_IsThePairCountWithinTheStatedError() =>
        Gen.Select(Gen.Float[-3, 20].Array[2, 60], Gen.Int[0, 1].Array[60]).Sample((scores, mask) =>
        {
            var regions = mask[..scores.Length];
            (regions[0], regions[1]) = (0, 1);
            var pixels = new PixelScores();
            pixels.Add(scores, regions);
            var exact = Ranking.Auroc(Of(0), Of(1));
            return Math.Abs(pixels.Auroc() - exact) <= pixels.AurocError() + 1e-12;

            double[] Of(int side) => [.. scores.Where((_, i) => regions[i] == side).Select(s => (double)s)];
        });

    [Fact]
    public void Auroc_EqualScores_AreCountedHalf()
    {
        var pixels = new PixelScores();
        pixels.Add([1, 2, 2, 3], [0, 0, 1, 1]);

        // pairs: 2>1, 2=2, 3>1, 3>2 → 3.5 of 4
        pixels.Auroc().ShouldBe(3.5 / 4, 1e-12);
        pixels.AurocError().ShouldBe(0.5 / 4, 1e-12);
    }

    [Fact]
    public void AurocError_MillionDistances_IsBelowATenThousandth()
    {
        var random = new Random(1);
        float[] scores = [.. Enumerable.Range(0, 1_000_000).Select(i => 4 + (3 * random.NextSingle()) + (i % 10 == 0 ? 0.5f : 0))];
        int[] regions = [.. Enumerable.Range(0, scores.Length).Select(i => i % 10 == 0 ? 1 : 0)];
        var pixels = new PixelScores();
        pixels.Add(scores, regions);

        pixels.AurocError().ShouldBeLessThan(1e-4);
        // P(x + 0.5 > y) for x, y even on 0…3: 1 − (2.5² / 2) / 3²
        pixels.Auroc().ShouldBe(1 - (2.5 * 2.5 / 2 / 9), 2e-3);
    }

    [Fact]
    public void Aupro_TwoRegionsOfUnequalSize_CountAlike()
    {
        // Ten good pixels scoring 0…9. Region 1: four pixels, all found at once; region 2: one pixel, above 7 good ones.
        float[] scores = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 20, 20, 20, 20, 6.5f];
        int[] regions = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2];
        var pixels = new PixelScores();
        pixels.Add(scores, regions);

        // Overlap 1/2 up to a rate of 0.3 (pixels 9, 8, 7), where region 2 joins: 0.3 · 1/2 / 0.3.
        pixels.Aupro().ShouldBe(0.5, 1e-12);
        // From 0.3 to 0.5 it is 1: (0.3 · 1/2 + 0.2 · 1) / 0.5.
        pixels.Aupro(0.5).ShouldBe(0.7, 1e-12);
        // The whole area: 0.15 + 0.7.
        pixels.Aupro(1).ShouldBe(0.85, 1e-12);
    }

    [Fact]
    public void Aupro_LimitInsideAStep_IsInterpolatedThere()
    {
        // All four good pixels and half the region tie: one straight line from (0, 1/2) to (1, 1).
        var pixels = new PixelScores();
        pixels.Add([1, 1, 1, 1, 1, 2], [0, 0, 0, 0, 1, 1]);

        // At 0.3 it stands at 0.65: (0.5 + 0.65) / 2.
        pixels.Aupro().ShouldBe(0.575, 1e-12);
    }

    [Fact]
    public void Aupro_RegionsOfTwoImages_AreDifferentRegionsThoughNumberedAlike()
    {
        var pixels = new PixelScores();
        pixels.Add([5, 5, 5, 1], [1, 1, 1, 0]);
        pixels.Add([0, 1], [1, 0]);

        // Of four defect pixels three are found, but of two regions one: 1/2 until both good pixels are passed.
        pixels.Aupro().ShouldBe(0.5, 1e-12);
    }

    [Fact]
    public void Add_GoodImagesCountedOnceForSeveralClasses_GivesWhatOneCountOfAllGives()
    {
        float[] good = [1, 2, 3, 4], scores = [2.5f, 3.5f, 0];
        int[] regions = [1, 2, 0];
        var (apart, whole, shared) = (new PixelScores(), new PixelScores(), new PixelScores());
        shared.AddGood(good);
        apart.Add(scores, regions);
        apart.Add(shared);
        whole.Add([.. good, .. scores], [0, 0, 0, 0, .. regions]);

        (apart.Auroc(), apart.Aupro()).ShouldBe((whole.Auroc(), whole.Aupro()));
        // good: 0 1 2 3 4; 2.5 above three, 3.5 above four of five
        whole.Auroc().ShouldBe(0.7, 1e-12);
    }

    [Fact]
    public void Auroc_NegativeZeroAndNotANumber_AreOrderedBelowAndAboveTheRest()
    {
        var pixels = new PixelScores();
        pixels.Add([-2, -1, -0f, 0, 1, float.NaN], [0, 1, 0, 1, 0, 1]);

        // −1 beats −2; 0 beats −2 and ties with −0; NaN beats all three: 1 + 1.5 + 3 of 9
        pixels.Auroc().ShouldBe(5.5 / 9, 1e-12);
    }

    [Fact]
    public void Figures_NoMaskOrNoGoodPixel_AreNotNumbers()
    {
        var (empty, good, bad) = (new PixelScores(), new PixelScores(), new PixelScores());
        good.AddGood([1, 2]);
        bad.Add([1, 2], [1, 1]);

        foreach (var pixels in new[] { empty, good, bad })
        {
            pixels.HasBoth.ShouldBeFalse();
            (pixels.Auroc(), pixels.Aupro()).ShouldBe((double.NaN, double.NaN));
        }
    }
}
