using EdgeTransfer.Testing;

namespace EdgeTransfer.Core.Heads.Classifier;

public class ClassifierTrainerTests
{
    private static readonly ClassifierOptions Golden = new() { BalanceClasses = false };

    private const double Strength = 0.03;

    [Fact]
    public void Fit_GoldenEmbeddings_ReachesTheOptimumAndItsProbabilities()
    {
        var (embeddings, labels) = GoldenSet();

        var (head, objective) = ClassifierTrainer.Fit(Samples(embeddings, labels), Strength, Golden, default);

        var training = Repository.Golden.GetProperty("training");
        var optimum = training.GetProperty("optimum").GetDouble();
        (Math.Abs(objective - optimum) / optimum).ShouldBeLessThan(1e-5);
        var expected = Repository.GoldenVector("training.probabilities");
        for (var i = 0; i < embeddings.Length; i++)
        {
            var probabilities = Softmax(head.Judge(embeddings[i]));
            probabilities.Zip(expected.AsSpan(i * 6, 6).ToArray(), (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(2e-3);
        }
    }

    /// <summary>Without any difference between the samples only the bias can learn: the share of each class.</summary>
    [Theory]
    [InlineData(false, 3)]
    [InlineData(true, 1)]
    public void Fit_NothingToSee_LearnsTheSharesOrEqualOnesWhenBalanced(bool balanced, double odds)
    {
        var (head, _) = ClassifierTrainer.Fit(Samples([[1f], [1f], [1f], [1f]], ["ok", "ok", "ok", "pit"]), 100, new() { BalanceClasses = balanced }, default);

        var probabilities = Softmax(head.Judge([1f]));
        (probabilities[0] / probabilities[1]).ShouldBe(odds, 1e-3);
    }

    [Fact]
    public void Score_NoOkClass_HasNoSay()
    {
        var (embeddings, labels) = GoldenSet();
        var head = ClassifierTrainer.Fit(Samples(embeddings, labels), Strength, Golden, default).Head;

        var (score, defect) = head.Score(head.Judge(embeddings[0]));

        score.ShouldBe(double.NaN);
        defect.ShouldBe("crazing");
    }

    [Fact]
    public void Score_OkAndTwoDefects_IsTheLogOddsAgainstOk()
    {
        var head = new ClassifierHead(["crack", "ok", "pit"], [0], [1], new(1, 3), [0, 0, 0]);

        var (score, defect) = head.Score([1f, 2f, 3f]);

        var probabilities = Softmax([1f, 2f, 3f]);
        score.ShouldBe(Math.Log((probabilities[0] + probabilities[2]) / probabilities[1]), 1e-6);
        defect.ShouldBe("pit");
    }

    [Fact]
    public void Fit_OneClass_IsRefused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => ClassifierTrainer.Fit(Samples([[1f], [2f]], ["ok", "ok"]), Strength, Golden, default));

    /// <summary>A view that shows the same adds nothing: the views of an image share its weight.</summary>
    [Fact]
    public void Fit_EveryViewTheSame_GivesTheSameHead()
    {
        var (embeddings, labels) = GoldenSet();
        ClassifierSample[] viewed = [.. embeddings.Zip(labels, (e, l) => new ClassifierSample(l, [e, e, e]))];

        var (plain, many) = (ClassifierTrainer.Fit(Samples(embeddings, labels), Strength, Golden, default), ClassifierTrainer.Fit(viewed, Strength, Golden, default));

        many.Objective.ShouldBe(plain.Objective, 1e-5 * plain.Objective);
    }

    /// <summary>The plain image first: a class with more images than rows gives it alone, with twice as many rows one view beside it.</summary>
    [Theory]
    [InlineData(3, 1)]
    [InlineData(10, 1)]
    [InlineData(20, 2)]
    [InlineData(35, 3)]
    public void Fit_MaxRowsPerClass_TakesTheFirstViews(int rows, int taken)
    {
        var random = new Random(1);
        float[] Noise() => [.. Enumerable.Range(0, 4).Select(_ => (float)random.NextDouble())];
        ClassifierSample[] samples = [.. Enumerable.Range(0, 20).Select(i => new ClassifierSample(i < 10 ? "ok" : "pit", [Noise(), Noise(), Noise(), Noise()]))];
        ClassifierSample[] cut = [.. samples.Select(s => s with { Embeddings = [.. s.Embeddings.Take(taken)] })];

        var (bounded, plain) = (ClassifierTrainer.Fit(samples, 1, new() { MaxRowsPerClass = rows }, default), ClassifierTrainer.Fit(cut, 1, new(), default));

        bounded.Head.Weight.Data.ShouldBe(plain.Head.Weight.Data);
        bounded.Head.Mean.ShouldBe(plain.Head.Mean);
    }

    [Fact]
    public void Fit_WarmStart_ReachesTheSameObjective()
    {
        var (embeddings, labels) = GoldenSet();
        var champion = ClassifierTrainer.Fit(Samples(embeddings[..^6], labels[..^6]), 0.3, Golden, default).Head;

        var (cold, warm) = (
            ClassifierTrainer.Fit(Samples(embeddings, labels), Strength, Golden, default).Objective,
            ClassifierTrainer.Fit(Samples(embeddings, labels), Strength, Golden, default, champion).Objective);

        (Math.Abs(warm - cold) / cold).ShouldBeLessThan(1e-6);
    }

    /// <summary>Without a step the search is where it began: the champion's logits, in the new samples' standardisation.</summary>
    [Fact]
    public void Fit_WarmStartWithoutAStep_IsTheChampion()
    {
        var (embeddings, labels) = GoldenSet();
        var champion = ClassifierTrainer.Fit(Samples(embeddings[..^6], labels[..^6]), Strength, Golden, default).Head;

        var begun = ClassifierTrainer.Fit(Samples(embeddings, labels), Strength, Golden with { MaxIterations = 0 }, default, champion).Head;

        begun.Mean.ShouldNotBe(champion.Mean);
        foreach (var embedding in embeddings)
        {
            begun.Judge(embedding).ShouldBe(champion.Judge(embedding), 1e-3);
        }
    }

    [Fact]
    public void Fit_WarmStartOfOtherClasses_IsIgnored()
    {
        var (embeddings, labels) = GoldenSet();
        var champion = ClassifierTrainer.Fit(Samples(embeddings, [.. labels.Select(l => "x" + l)]), Strength, Golden, default).Head;

        var (cold, warm) = (
            ClassifierTrainer.Fit(Samples(embeddings, labels), Strength, Golden, default),
            ClassifierTrainer.Fit(Samples(embeddings, labels), Strength, Golden, default, champion));

        warm.Head.Weight.Data.ShouldBe(cold.Head.Weight.Data);
    }

    private static ClassifierSample[] Samples(float[][] embeddings, string[] labels) => [.. embeddings.Zip(labels, (e, l) => new ClassifierSample(l, [e]))];

    private static (float[][] Embeddings, string[] Labels) GoldenSet()
    {
        var training = Repository.Golden.GetProperty("training");
        var classes = training.GetProperty("classes").EnumerateArray().Select(c => c.GetString()!).ToArray();
        var all = Repository.GoldenVector("training.embeddings");
        return ([.. all.Chunk(1888)], [.. training.GetProperty("labels").EnumerateArray().Select(l => classes[l.GetInt32()])]);
    }

    private static double[] Softmax(float[] logits)
    {
        var sum = logits.Sum(l => Math.Exp(l));
        return [.. logits.Select(l => Math.Exp(l) / sum)];
    }
}
