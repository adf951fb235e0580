using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Mathematics;
using EdgeTransfer.Core.Statistics;
using EdgeTransfer.Testing;

namespace EdgeTransfer.Core.Heads.Anomaly;

public class AnomalyHeadTests
{
    [Fact]
    public void Judge_GoldenVectors_GivesTheGoldenMapAndScore()
    {
        var head = new AnomalyHead(
            Repository.GoldenVector("anomaly.mean"), new Matrix(152, 152, Repository.GoldenVector("anomaly.projection")), new Matrix(256, 152, Repository.GoldenVector("anomaly.bank")));

        var map = head.Judge(new Matrix(14 * 14, 152, Repository.GoldenVector("patches")));

        var expected = Repository.GoldenVector("anomaly.map");
        map.Length.ShouldBe(expected.Length);
        map.Zip(expected, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-3f);
        AnomalyHead.Score(map, 5).ShouldBe(Repository.Golden.GetProperty("anomaly").GetProperty("scoreValue").GetDouble(), 1e-3);
    }

    [Fact]
    public void Score_AnyMap_IsTheMeanOfTheLargest() =>
        (from map in Gen.Float[-1e3f, 1e3f].Array[1, 60] from top in Gen.Int[1, 80] select (map, top)).Sample(x =>
            Math.Abs(AnomalyHead.Score(x.map, x.top) - x.map.OrderDescending().Take(x.top).Average(v => (double)v)) < 1e-9);

    [Fact]
    public void Score_NotANumberInTheMap_IsNotANumber() => AnomalyHead.Score([1, float.NaN, 2], 1).ShouldBe(double.NaN);

    /// <summary>On a line: good at 0 and 10, marked at 4, whose mean distance to good is 5: the score is d(good) + (5 − d(marked)) / 2.</summary>
    [Fact]
    public void Judge_WithMarked_AddsHalfOfWhatAPatchIsNearerToThem()
    {
        var head = new AnomalyHead([1], new Matrix(1, 1, [2]), new Matrix(2, 1, [0, 10]), new Matrix(1, 1, [4]), 5);

        // z = 2 · (x − 1): 0, 4, 10, −6
        head.Judge(new Matrix(4, 1, [1, 3, 6, -2])).ShouldBe([0.5f, 6.5f, -0.5f, 3.5f], 1e-5);
        new AnomalyHead(head.Mean, head.Projection, head.Bank).Judge(new Matrix(4, 1, [1, 3, 6, -2])).ShouldBe([0, 4, 0, 6], 1e-5);
        head.Judge(new Matrix(1, 1, [6]), bankSkip: 1..2).ShouldBe([9.5f], 1e-5);
    }

    [Fact]
    public void Judge_SomeMarkedLeftOut_TakesTheNearestOther()
    {
        var head = new AnomalyHead([0], new Matrix(1, 1, [1]), new Matrix(1, 1, [0]), new Matrix(3, 1, [2, 3, 8]));

        head.Judge(new Matrix(1, 1, [2.5f]), default, 0..2).ShouldBe([2.5f - (5.5f / 2)], 1e-5);
    }

    /// <summary>
    /// With b the nearest row: d(z, marked) ≤ d(z, b) + d(b, marked), so that the score is at least ½ · d(z, b) − ½ · (the largest
    /// distance of a row to its nearest marked patch − offset).
    /// </summary>
    [Fact]
    public void Judge_WithAnyMarked_IsAtLeastHalfTheDistanceLessAConstant() =>
        Gen.Select(Gen.Int[1, 20], Gen.Int[1, 8], Gen.Double[0.1, 30], Gen.Int[0, 10_000]).Sample((rows, marks, spread, seed) =>
        {
            const int k = 4;
            var random = new Random(seed);
            Matrix Points(int count, double scale) => new(count, k, [.. Enumerable.Range(0, count * k).Select(_ => (float)(scale * ((2 * random.NextDouble()) - 1)))]);
            var (bank, marked, points) = (Points(rows, 3), Points(marks, spread), Points(50, 20));
            var toMarked = Distances.ToNearest(bank, marked, Distances.SquaredLengths(marked));
            var plain = new AnomalyHead(new float[k], new Matrix(k, k, [.. Enumerable.Range(0, k * k).Select(i => i % (k + 1) == 0 ? 1f : 0)]), bank);
            var head = new AnomalyHead(plain.Mean, plain.Projection, bank, marked, toMarked.Average());

            var constant = (toMarked.Max() - head.MarkedOffset) / 2;
            plain.Judge(points).Zip(head.Judge(points)).ShouldAllBe(d => d.Second >= (d.First / 2) - constant - 1e-2f);
        });

    /// <summary>Harmless dirt is as far from good as the defect; only people know which is which.</summary>
    [Fact]
    public void Judge_InformativeMarks_RankDefectsAboveHarmlessNovelties()
    {
        var random = new Random(6);
        Features Part(int direction)
        {
            float[] patches = [.. Enumerable.Range(0, 16 * 4).Select(_ => (float)(random.NextDouble() + random.NextDouble() - 1))];
            patches[(random.Next(16) * 4) + direction] += 4;
            return new(patches, 4, 4, 4, [0]);
        }

        const int dirt = 1, defect = 2;
        Features Clean()
        {
            var part = Part(0);
            return part with { Patches = [.. part.Patches.Select(v => v > 2 ? v - 4 : v)] };
        }

        LabelledSample[] samples =
        [
            .. Enumerable.Range(0, 30).Select(i => new LabelledSample($"g{i}", Label.Ok, Clean(), false)),
            .. Enumerable.Range(0, 6).Select(i =>
            {
                var features = Part(defect);
                var at = Enumerable.Range(0, 16).MaxBy(p => features.Patches[(p * 4) + defect]);
                return new LabelledSample($"d{i}", "pit", features, false) { Marks = [new(at % 4 / 4.0, at / 4 / 4.0, 0.25, 0.25)] };
            }),
        ];
        var bank = AnomalyTrainer.Fit([.. samples.Take(30).Select(s => s.Features)], new() { BankRows = 200 }, default);
        var head = UnseenScores.Of(samples, bank, 1, _ => { }, default).Head;

        double Auroc(AnomalyHead judge)
        {
            var fresh = new Random(7);
            random = fresh;
            double Score(int direction) => AnomalyHead.Score(judge.Judge(Part(direction).ToMatrix()), 1);
            return Ranking.Auroc([.. Enumerable.Range(0, 100).Select(_ => Score(dirt))], [.. Enumerable.Range(0, 100).Select(_ => Score(defect))]);
        }

        Auroc(bank.Head).ShouldBeLessThan(0.7);
        Auroc(head).ShouldBeGreaterThan(0.95);
    }
}
