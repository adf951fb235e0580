using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Statistics;

namespace EdgeTransfer.Core.Heads.Classifier;

public class SelectedClassifierTests
{
    private static readonly TrainingOptions Options = new();

    [Fact]
    public void Fit_OneClass_IsNone()
    {
        var random = new Random(1);

        Fit([.. Enumerable.Range(0, 10).Select(i => Sample($"p{i}", Label.Ok, random))]).ShouldBeNull();
        Fit([]).ShouldBeNull();
    }

    [Fact]
    public void Fit_ClassWithOneImage_IsLeftOutAndItsImageStillScored()
    {
        var random = new Random(1);
        LabelledSample[] samples = [.. Two(10, 10, random), Sample("single", "crack", random, shift: 5)];

        var fitted = Fit(samples)!;

        fitted.Head.Classes.ShouldBe(["ok", "pit"]);
        fitted.Scores.Length.ShouldBe(21);
        double.IsFinite(fitted.Scores[20]).ShouldBeTrue();
    }

    [Fact]
    public void Fit_ClassWithTwoImages_IsLearntThoughAFoldKnowsOne()
    {
        var random = new Random(1);

        var fitted = Fit([.. Two(12, 2, random)])!;

        fitted.Head.Classes.ShouldBe(["ok", "pit"]);
        fitted.Scores.ShouldAllBe(s => double.IsFinite(s));
    }

    /// <summary>Both images of the class are of one part: the fold that judges them has never seen it.</summary>
    [Fact]
    public void Fit_ClassOfOnePart_IsScoredByFoldsThatDoNotKnowIt()
    {
        var random = new Random(1);
        LabelledSample[] samples = [.. Two(12, 6, random), Sample("c", "crack", random, 6), Sample("c", "crack", random, 6)];

        var fitted = Fit(samples)!;

        fitted.Head.Classes.ShouldBe(["crack", "ok", "pit"]);
        fitted.Scores.ShouldAllBe(s => double.IsFinite(s));
    }

    [Fact]
    public void Fit_FoldWithoutOkOrWithOneClass_GivesNoScoreThere()
    {
        var random = new Random(1);
        LabelledSample[] oneGoodPart = [Sample("g", Label.Ok, random), Sample("g", Label.Ok, random), .. Two(0, 8, random)];

        var fitted = Fit(oneGoodPart)!;

        fitted.Scores[..2].ShouldAllBe(s => double.IsNaN(s), "no other good part to learn from");
        fitted.Scores[2..].Count(double.IsFinite).ShouldBeGreaterThan(0);
    }

    /// <summary>Two equal images of each part and labels by chance: were they on both sides, the scores would be perfect.</summary>
    [Fact]
    public void Fit_ImagesOfOnePart_AreNeverOnBothSides()
    {
        var random = new Random(5);
        LabelledSample[] samples = [.. Enumerable.Range(0, 80).SelectMany(i =>
        {
            var one = Sample($"p{i}", i % 2 == 0 ? Label.Ok : "pit", random, features: 60);
            return new[] { one, one };
        })];
        LabelledSample[] leaking = [.. samples.Select((s, i) => s with { PartId = $"p{(i % 2 * 1000) + (i * 7)}" })];

        Auroc(samples).ShouldBe(0.5, 0.2);
        Auroc(leaking).ShouldBeGreaterThan(0.95, "that is what grouping prevents");
    }

    [Fact]
    public void Fit_LabelsByChance_ChoosesASmallerStrengthThanCleanOnes()
    {
        var random = new Random(2);
        LabelledSample[] clean = [.. Two(40, 40, random, features: 20)];
        LabelledSample[] noise = [.. Enumerable.Range(0, 80).Select(i => Sample($"p{i}", i % 2 == 0 ? Label.Ok : "pit", random, features: 20))];

        var (fromNoise, fromClean) = (Fit(noise)!, Fit(clean)!);

        fromNoise.Strength.ShouldBe(0.03);
        fromClean.Strength.ShouldBeGreaterThan(fromNoise.Strength);
        fromNoise.Temperature.ShouldBeGreaterThan(fromClean.Temperature);
    }

    /// <summary>What is chosen is also better on many samples that took no part: strengths so far apart that no temperature makes up for them.</summary>
    [Theory]
    [InlineData(2.5, 1e-5, 0.3, 0.3)]
    [InlineData(0, 0.03, 1000, 0.03)]
    public void Fit_ChosenStrength_IsTheBetterOnFreshSamples(double shift, double weak, double strong, double better)
    {
        var random = new Random(3);
        LabelledSample[] Draw(int count) => [.. Enumerable.Range(0, count).Select(i => Sample($"p{i}", i % 2 == 0 ? Label.Ok : "pit", random, i % 2 * shift, 30))];
        var (samples, fresh) = (Draw(80), Draw(4000));
        SelectedClassifier With(params double[] strengths) => Fit(samples, Options with { Classifier = Options.Classifier with { Strengths = strengths } })!;

        With(weak, strong).Strength.ShouldBe(better);
        Loss(With(better).Head, fresh).ShouldBeLessThan(Loss(With(weak + strong - better).Head, fresh) - 0.01);
    }

    [Fact]
    public void Fit_Temperature_DividesTheFinalLogits()
    {
        var fitted = Fit([.. Two(20, 20, new Random(4))])!;
        ClassifierSample[] learnt = [.. Two(20, 20, new Random(4)).Select(s => new ClassifierSample(s.Class, [s.Features.Embedding]))];

        var plain = ClassifierTrainer.Fit(learnt, fitted.Strength, Options.Classifier, default).Head;

        float[] x = [1, -1, 0.5f, 2, 0];
        fitted.Head.Judge(x)[0].ShouldBe((float)(plain.Judge(x)[0] / fitted.Temperature), 1e-4f);
    }

    private static SelectedClassifier? Fit(LabelledSample[] samples, TrainingOptions? options = null) =>
        SelectedClassifier.Fit(samples, options ?? Options, null, _ => { }, default);

    private static double Auroc(LabelledSample[] samples)
    {
        var scores = Fit(samples, Options with { Classifier = Options.Classifier with { Strengths = [3] } })!.Scores;
        return Ranking.Auroc([.. scores.Where((_, i) => samples[i].Class == Label.Ok)], [.. scores.Where((_, i) => samples[i].Class != Label.Ok)]);
    }

    private static double Loss(ClassifierHead head, LabelledSample[] fresh) => fresh.Average(s =>
    {
        var score = head.Score(head.Judge(s.Features.Embedding)).Score;
        return Math.Log(1 + Math.Exp(s.Class == Label.Ok ? score : -score));
    });

    private static IEnumerable<LabelledSample> Two(int good, int pits, Random random, int features = 5) =>
        Enumerable.Range(0, good + pits).Select(i => Sample($"p{i}", i < good ? Label.Ok : "pit", random, i < good ? 0 : 2.5, features));

    private static LabelledSample Sample(string part, string label, Random random, double shift = 0, int features = 5)
    {
        float[] embedding = [.. Enumerable.Range(0, features).Select(_ => (float)(random.NextDouble() + random.NextDouble() - 1))];
        embedding[0] += (float)shift;
        return new(part, label, new Features([0], 1, 1, 1, embedding), false);
    }
}
