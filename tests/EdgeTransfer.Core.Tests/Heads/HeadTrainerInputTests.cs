using EdgeTransfer.Core.Heads.Anomaly;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Results;

namespace EdgeTransfer.Core.Heads;

/// <summary>Whatever samples come in, a training ends in a head that judges or in a refusal that says why.</summary>
public class HeadTrainerInputTests
{
    private static readonly TrainingOptions Options = new() { Anomaly = new() { BankRows = 50, MaxPatches = 400 } };

    [Fact]
    public void Train_OneDefectClassOnly_AsksForGoodParts()
    {
        var refusal = HeadTrainer.Train([.. Some("pit", 20, 1)], Options, null, default).Refusal!;

        refusal.Kind.ShouldBe(RefusalKind.NotNow);
        refusal.Message.ShouldStartWith("0 good samples");
    }

    [Fact]
    public void Train_NoneOrOneSample_AsksForMore()
    {
        HeadTrainer.Train([], Options, null, default).Refusal!.Message.ShouldStartWith("0 good samples");
        HeadTrainer.Train([.. Some(Label.Ok, 1, 1)], Options, null, default).Refusal!.Message.ShouldStartWith("1 good samples");
    }

    [Fact]
    public void Train_IdenticalImages_GivesAHeadThatJudges()
    {
        var one = Some(Label.Ok, 1, 1).Single();

        var trained = Trained([.. Enumerable.Range(0, 10).Select(i => one with { PartId = $"p{i}" })]);

        ShouldJudge(trained, one);
        trained.OutOfFold.ShouldAllBe(s => double.IsFinite(s.Ng));
        var bank = trained.Head.Anomaly.Bank;
        Enumerable.Range(0, bank.Rows).Select(row => string.Join(' ', bank.Row(row).ToArray())).Distinct().Count().ShouldBe(16);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Train_ConstantImages_GivesAHeadThatJudges(bool withDefects)
    {
        static LabelledSample Flat(string part, string label, float value) =>
            new(part, label, new Features([.. Enumerable.Repeat(value, 80)], 4, 4, 5, [value, value, value]), false);
        LabelledSample[] samples = [.. Enumerable.Range(0, 8).Select(i => Flat($"g{i}", Label.Ok, 1)), .. Enumerable.Range(0, withDefects ? 4 : 0).Select(i => Flat($"d{i}", "pit", 3))];

        var trained = Trained(samples);

        ShouldJudge(trained, samples[0]);
        trained.Head.Anomaly.Bank.Rows.ShouldBe(1);
        trained.OutOfFold.ShouldAllBe(s => double.IsFinite(s.Ng));
        if (withDefects)
        {
            trained.Metrics["outOfFoldAuroc"].ShouldBe(1);
        }
    }

    [Fact]
    public void Train_NotANumberInAnyFeature_LeavesTheSampleOutAndCountsIt()
    {
        var samples = Some(Label.Ok, 12, 1).ToArray();
        var features = samples[0].Features;
        LabelledSample[] broken =
        [
            samples[0] with { PartId = "patch", Features = features with { Patches = [.. features.Patches[1..], float.NaN] } },
            samples[0] with { PartId = "embedding", Features = features with { Embedding = [0, float.PositiveInfinity, 0] } },
            samples[0] with { PartId = "view", Features = features with { Views = [[0, 0, float.NaN]] } },
        ];

        var (with, without) = (Trained([.. broken, .. samples]), Trained(samples));

        with.OutOfFold.ShouldBe(without.OutOfFold);
        with.Metrics["samplesLeftOut"].ShouldBe(3);
        without.Metrics["samplesLeftOut"].ShouldBe(0);
    }

    [Fact]
    public void Train_MoreThanMaxSamples_TakesTheNewestOfEachClassAndSmallOnesWhole()
    {
        LabelledSample[] samples = [.. Some(Label.Ok, 50, 1), .. Some("pit", 40, 2), .. Some("crack", 3, 3), Some(Label.Ok, 1, 4).Single() with { PartId = "locked", InLockbox = true }];

        var trained = Trained(samples, Options with { MaxSamples = 30 });

        trained.OutOfFold.CountBy(s => s.Class).ToDictionary().ShouldBe(new Dictionary<string, int> { [Label.Ok] = 14, ["pit"] = 13, ["crack"] = 3 }, ignoreOrder: true);
        string[] expected = [.. Enumerable.Range(36, 14).Select(i => $"ok{i}"), .. Enumerable.Range(27, 13).Select(i => $"pit{i}"), .. Enumerable.Range(0, 3).Select(i => $"crack{i}")];
        trained.OutOfFold.Select(s => s.PartId).ShouldBe(expected, ignoreOrder: true);
        trained.Metrics["samplesLeftOut"].ShouldBe(63);
    }

    [Fact]
    public void Train_ClassWithOneImage_LeavesItToTheMemoryBank()
    {
        var trained = Trained([.. Some(Label.Ok, 12, 1), .. Some("pit", 4, 2), .. Some("crack", 1, 3)]);

        trained.Head.Classifier!.Classes.ShouldBe(["ok", "pit"]);
        trained.OutOfFold.Single(s => s.Class == "crack").Ng.ShouldNotBe(double.NaN);
    }

    [Fact]
    public void Train_SamplesOfAnotherFeatureSpace_AreRefusedByName()
    {
        LabelledSample[] samples = [.. Some(Label.Ok, 12, 1)];
        var patches = samples[0] with { PartId = "patches", Features = new Features(new float[16 * 4], 4, 4, 4, [0, 0, 0]) };
        var embedding = samples[0] with { PartId = "embedding", Features = samples[0].Features with { Embedding = [0, 0] } };

        foreach (var other in new[] { patches, embedding })
        {
            var refusal = HeadTrainer.Train([.. samples, other], Options, null, default).Refusal!;
            refusal.Kind.ShouldBe(RefusalKind.Invalid);
            refusal.Message.ShouldContain($"features of {other.PartId} are of another feature space than those of ok0");
        }
    }

    [Fact]
    public void Train_AllGoodImagesOfOnePart_GivesAHeadThatJudges()
    {
        LabelledSample[] samples = [.. Some(Label.Ok, 8, 1).Select(s => s with { PartId = "one" }), .. Some("pit", 4, 2), .. Some("crack", 4, 3)];

        var trained = Trained(samples);

        ShouldJudge(trained, samples[0]);
        trained.OutOfFold.ShouldAllBe(s => double.IsFinite(s.Ng));
        trained.OutOfFold.Where(s => s.IsGood).ShouldAllBe(s => s.Classifier == null, "no other good part to learn from");
    }

    [Fact]
    public void Train_ImagesOfAPartApart_AreLearntSideBySide()
    {
        LabelledSample[] samples = [.. Some(Label.Ok, 24, 1).Select((s, i) => s with { PartId = $"p{i % 8}" })];
        LabelledSample[] sorted = [.. samples.OrderBy(s => s.PartId)];

        Trained(samples).OutOfFold.ShouldBe(Trained(sorted).OutOfFold);
    }

    [Fact]
    public void Train_BankOfAnEarlierTraining_GivesTheSameHead()
    {
        LabelledSample[] samples = [.. Some(Label.Ok, 12, 1), .. Some("pit", 4, 2)];
        var bank = AnomalyTrainer.Fit([.. samples.Take(12).Select(s => s.Features)], Options.Anomaly, default);

        var (with, without) = (HeadTrainer.Train(samples, Options, null, default, new TrainingStart(null, bank)).Value!, Trained(samples));

        with.Head.ToTensors().SelectMany(t => t.Data).ShouldBe(without.Head.ToTensors().SelectMany(t => t.Data));
        with.OutOfFold.ShouldBe(without.OutOfFold);
        with.Head.Anomaly.Bank.ShouldBeSameAs(bank.Head.Bank);
    }

    /// <summary>A warm start saves steps: what is judged stays within the tolerance of the search.</summary>
    [Fact]
    public void Train_ChampionsClassifier_GivesTheSameJudgement()
    {
        LabelledSample[] samples = [.. Some(Label.Ok, 12, 1), .. Some("pit", 4, 2)];
        var without = Trained(samples);

        var with = HeadTrainer.Train(samples, Options, null, default, new TrainingStart(without.Head.Classifier, null)).Value!;

        with.OutOfFold.ShouldBe(without.OutOfFold);
        with.Head.Classifier!.Judge([0, 1, 0]).ShouldBe(without.Head.Classifier!.Judge([0, 1, 0]), 1e-2);
    }

    [Fact]
    public void Train_Marks_AreLearntAndCounted()
    {
        LabelledSample[] samples = [.. Some(Label.Ok, 12, 1), .. Some("pit", 4, 2).Select(s => s with { Marks = [new(0, 0, 0.25, 0.5)] })];

        var trained = Trained(samples);

        trained.Metrics["markedPatches"].ShouldBe(8);
        trained.Head.Anomaly.Marked!.Rows.ShouldBe(8);
        Trained([.. samples.Select(s => s with { Marks = [] })]).Metrics["markedPatches"].ShouldBe(0);
    }

    private static TrainedHead Trained(LabelledSample[] samples, TrainingOptions? options = null) => HeadTrainer.Train(samples, options ?? Options, null, default).Value!;

    private static void ShouldJudge(TrainedHead trained, LabelledSample sample)
    {
        var head = trained.Head;
        var anomaly = AnomalyHead.Score(head.Anomaly.Judge(sample.Features.ToMatrix()), 5);
        double? classifier = head.Classifier is null ? null : head.Classifier.Score(head.Classifier.Judge(sample.Features.Embedding)).Score;
        double.IsFinite(head.Fusion.Fuse(anomaly, classifier)).ShouldBeTrue();
        Head.From(head.ToTensors().ToDictionary(t => t.Name), head.Classifier?.Classes ?? []).IsOk.ShouldBeTrue();
    }

    private static IEnumerable<LabelledSample> Some(string label, int count, int seed)
    {
        var random = new Random(seed);
        float[] Noise(int n) => [.. Enumerable.Range(0, n).Select(_ => (float)(random.NextDouble() - 0.5))];
        for (var i = 0; i < count; i++)
        {
            var features = new Features(Noise(80), 4, 4, 5, Noise(3));
            if (label != Label.Ok)
            {
                features.Patches[i % 16 * 5] += 3;
                features.Embedding[1] += label == "pit" ? 2 : -2;
            }

            yield return new($"{label}{i}", label, features, false);
        }
    }
}
