using EdgeTransfer.Core.Labels;

namespace EdgeTransfer.Core.Heads.Anomaly;

public class UnseenScoresTests
{
    private const int Top = 3;

    /// <summary>Parts that differ in their own way, as parts do: seen again, a part scores far below an unseen one.</summary>
    [Fact]
    public void Of_GoodParts_AreLikeFreshPartsAndNotLikeLearntOnes()
    {
        var (unseen, fresh, learnt) = (new List<double>(), new List<double>(), new List<double>());
        for (var seed = 0; seed < 25; seed++)
        {
            var random = new Random(seed);
            LabelledSample[] samples = [.. Enumerable.Range(0, 40).Select(i => Good($"p{i}", random))];
            var bank = Learn(samples);

            var scores = UnseenScores.Of(samples, bank, Top, _ => { }, default);

            unseen.AddRange(scores.Scores);
            fresh.AddRange(Enumerable.Range(0, 40).Select(_ => Score(scores.Head, Good("", random))));
            learnt.AddRange(samples.Select(s => Score(scores.Head, s)));
        }

        var (mean, deviation) = (fresh.Average(), Math.Sqrt(fresh.Average(f => f * f) - (fresh.Average() * fresh.Average())));
        unseen.Average().ShouldBe(mean, 0.15 * deviation);
        learnt.Average().ShouldBeLessThan(mean - deviation);
    }

    /// <summary>An object with many places, each seen alike in all parts: without a part's rows the bank knows some places no more.</summary>
    [Fact]
    public void Of_ObjectWithPlaces_GoodPartsAreLikeFreshOnes()
    {
        var random = new Random(5);
        float[][] places = [.. Enumerable.Range(0, 16).Select(_ => Enumerable.Range(0, 6).Select(_ => (float)(20 * random.NextDouble())).ToArray())];
        LabelledSample Part(int i) => new($"p{i}", Label.Ok, new Features([.. places.SelectMany(p => p.Select(v => v + (float)random.NextDouble()))], 4, 4, 6, [0]), false);
        LabelledSample[] samples = [.. Enumerable.Range(0, 40).Select(Part)];
        var bank = AnomalyTrainer.Fit([.. samples.Select(s => s.Features)], new() { BankRows = 32, MaxPatches = 4000 }, default);

        var scores = UnseenScores.Of(samples, bank, Top, _ => { }, default);

        double[] fresh = [.. Enumerable.Range(100, 200).Select(i => Score(scores.Head, Part(i)))];
        var deviation = Math.Sqrt(fresh.Average(f => f * f) - (fresh.Average() * fresh.Average()));
        scores.Scores.Average().ShouldBe(fresh.Average(), 0.5 * deviation);
        samples.Index().Average(s => AnomalyHead.Score(bank.Head.Judge(s.Item.Features.ToMatrix(), bank.RowsOf(s.Index, s.Index)), Top))
            .ShouldBeGreaterThan(fresh.Average() + deviation, "the holes that its rows leave");
    }

    [Fact]
    public void Of_SeveralImagesOfAPart_AreAllJudgedWithoutAllItsRows()
    {
        var random = new Random(3);
        LabelledSample[] samples = [.. Enumerable.Range(0, 10).SelectMany(i =>
        {
            var one = Good($"p{i}", random);
            return Enumerable.Range(0, 3).Select(_ => one with { Features = one.Features with { Patches = [.. one.Features.Patches.Select(v => v + (float)(0.2 * random.NextDouble()))] } });
        })];
        var bank = Learn(samples);

        var scores = UnseenScores.Of(samples, bank, Top, _ => { }, default).Scores;

        for (var i = 0; i < samples.Length; i++)
        {
            var part = i / 3;
            var alone = bank.Head.Judge(samples[i].Features.ToMatrix(), bank.RowsOf(3 * part, (3 * part) + 2));
            scores[i].ShouldBeLessThanOrEqualTo(AnomalyHead.Score(alone, Top) + 1e-6);
            scores[i].ShouldBeGreaterThan(Score(bank.Head, samples[i]) + 0.1, "its part's rows lie near");
        }
    }

    [Fact]
    public void Of_MarkedParts_AreJudgedWithoutTheirOwnMarks()
    {
        var random = new Random(4);
        LabelledSample Pit(string part) => Good(part, random) with { Class = "pit", Marks = [new(0, 0, 1, 1)] };
        LabelledSample[] samples = [.. Enumerable.Range(0, 8).Select(i => Good($"p{i}", random)), Pit("a"), Pit("b")];
        var bank = Learn([.. samples.Take(8)]);

        var scores = UnseenScores.Of(samples, bank, Top, _ => { }, default);

        scores.Head.Marked!.Rows.ShouldBe(32);
        var map = scores.Head.Judge(samples[8].Features.ToMatrix(), default, 0..16);
        scores.Scores[8].ShouldBe(AnomalyHead.Score(map, Top), 1e-6);
        scores.Scores[8].ShouldBeLessThan(Score(scores.Head, samples[8]), "its own marks would make it look defective");
        scores.Scores[9].ShouldBeLessThan(Score(scores.Head, samples[9]));
    }

    private static LearntBank Learn(LabelledSample[] good) =>
        AnomalyTrainer.Fit([.. good.Select(s => s.Features)], new() { BankRows = 400, MaxPatches = 4000 }, default);

    private static double Score(AnomalyHead head, LabelledSample sample) => AnomalyHead.Score(head.Judge(sample.Features.ToMatrix()), Top);

    /// <summary>4 × 4 patches of 6 values: what all share, and a shift of the part's own.</summary>
    private static LabelledSample Good(string part, Random random)
    {
        float Noise() => (float)(random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5);
        float[] own = [.. Enumerable.Range(0, 6).Select(_ => 2 * Noise())];
        return new(part, Label.Ok, new Features([.. Enumerable.Range(0, 16 * 6).Select(i => own[i % 6] + Noise())], 4, 4, 6, [0]), false);
    }
}
