using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Results;

namespace EdgeTransfer.Core.Heads;

public class HeadTrainerTests
{
    private static readonly TrainingOptions Options = new() { Anomaly = new() { BankRows = 50, MaxPatches = 400 } };

    [Fact]
    public void Train_GoodAndDefects_SeparatesThemOutOfFold()
    {
        var trained = HeadTrainer.Train(Samples(good: 30, pits: 8, seed: 1), Options, null, default);

        trained.IsOk.ShouldBeTrue();
        trained.Value!.Metrics["outOfFoldAuroc"].ShouldBeGreaterThan(0.95);
        trained.Value.Head.Classifier!.Classes.ShouldBe(["ok", "pit"]);
        trained.Value.OutOfFold.Where(s => s.IsGood).Average(s => s.Ng).ShouldBe(0, 1e-6);
    }

    [Fact]
    public void Train_GoodOnly_HasNoClassifier() =>
        HeadTrainer.Train(Samples(good: 10, pits: 0, seed: 1), Options, null, default).Value!.Head.Classifier.ShouldBeNull();

    [Fact]
    public void Train_OneDefect_IsNotEnoughForAClass() =>
        HeadTrainer.Train(Samples(good: 10, pits: 1, seed: 1), Options, null, default).Value!.Head.Classifier.ShouldBeNull();

    [Fact]
    public void Train_TooFewGood_IsRefusedWithWhatToDo()
    {
        var refusal = HeadTrainer.Train(Samples(good: 4, pits: 5, seed: 1), Options, null, default).Refusal!;

        refusal.Kind.ShouldBe(RefusalKind.NotNow);
        refusal.Message.ShouldContain("label more");
    }

    [Fact]
    public void Train_LockboxSamples_AreNotLearntFrom()
    {
        var open = Samples(good: 12, pits: 4, seed: 1);
        LabelledSample[] locked = [.. Samples(good: 12, pits: 4, seed: 2).Select(s => s with { PartId = "x" + s.PartId, InLockbox = true })];

        var (without, with) = (HeadTrainer.Train(open, Options, null, default).Value!, HeadTrainer.Train([.. open, .. locked], Options, null, default).Value!);

        with.Head.Anomaly.Bank.Data.ShouldBe(without.Head.Anomaly.Bank.Data);
        with.Head.Classifier!.Weight.Data.ShouldBe(without.Head.Classifier!.Weight.Data);
        with.OutOfFold.ShouldBe(without.OutOfFold);
    }

    [Fact]
    public void Train_NotANumberInAFeature_LeavesThatSampleOut()
    {
        var samples = Samples(good: 12, pits: 0, seed: 1);
        var broken = samples[0] with { PartId = "broken", Features = samples[0].Features with { Embedding = [float.NaN, 0, 0] } };

        HeadTrainer.Train([.. samples, broken], Options, null, default).Value!.OutOfFold.ShouldNotContain(s => s.PartId == "broken");
    }

    [Fact]
    public void Folds_ImagesOfOnePart_StayTogether() =>
        Gen.Int[0, 9].Array[1, 60].Sample(parts =>
        {
            LabelledSample[] samples = [.. parts.Select(p => new LabelledSample($"p{p}", p % 3 == 0 ? "pit" : "ok", Samples(1, 0, 1)[0].Features, false))];
            var folds = Folds.Assign(samples, 4);
            return samples.Zip(folds).GroupBy(x => x.First.PartId).All(g => g.Select(x => x.Second).Distinct().Count() == 1);
        });

    [Fact]
    public void Train_MapLevel_ComesFromGoodPartsAndLiesBelowDefects()
    {
        var (samples, good) = (Samples(good: 60, pits: 8, seed: 1), Samples(good: 60, pits: 0, seed: 1));

        var head = HeadTrainer.Train(samples, Options, null, default).Value!.Head;

        int Above(IEnumerable<LabelledSample> parts) => parts.Count(s =>
            Anomaly.AnomalyHead.Score(head.Anomaly.Judge(new(16, 5, s.Features.Patches)), 1) > head.MapLevel);
        Above(samples.Skip(60)).ShouldBe(8);
        Above(Samples(good: 400, pits: 0, seed: 9)).ShouldBeInRange(1, 40);

        // Patches of known defects change the scale of the map a little; its level stays where good parts are.
        var goodLevel = HeadTrainer.Train(good, Options, null, default).Value!.Head.MapLevel;
        var faintest = samples.Skip(60).Min(s => Anomaly.AnomalyHead.Score(head.Anomaly.Judge(new(16, 5, s.Features.Patches)), 1));
        Math.Abs(head.MapLevel - goodLevel).ShouldBeLessThan(0.25 * (faintest - goodLevel));
    }

    [Fact]
    public void ToTensors_ThenFrom_GivesTheSameHead()
    {
        var head = HeadTrainer.Train(Samples(good: 12, pits: 4, seed: 1), Options, null, default).Value!.Head;

        var read = Head.From(head.ToTensors().ToDictionary(t => t.Name), head.Classifier!.Classes);

        read.IsOk.ShouldBeTrue();
        read.Value!.Anomaly.Bank.Data.ShouldBe(head.Anomaly.Bank.Data);
        read.Value.Classifier!.Judge([0, 1, 2]).ShouldBe(head.Classifier.Judge([0, 1, 2]));
        read.Value.Fusion.Fuse(1, 2).ShouldBe(head.Fusion.Fuse(1, 2), 1e-4);
        read.Value.MapLevel.ShouldBe(head.MapLevel);
    }

    [Fact]
    public void From_AnyTensorMissingOrBroken_IsRefusedByName()
    {
        var head = HeadTrainer.Train(Samples(good: 12, pits: 4, seed: 1), Options, null, default).Value!.Head;
        foreach (var tensor in head.ToTensors().Where(t => t.Name is not ("fusion.classifier" or "map.level")))
        {
            var missing = head.ToTensors().Where(t => t.Name != tensor.Name).ToDictionary(t => t.Name);
            Head.From(missing, head.Classifier!.Classes).Refusal!.Message.ShouldContain($"{tensor.Name} is missing");

            var nan = head.ToTensors().ToDictionary(t => t.Name);
            nan[tensor.Name] = new Tensor(tensor.Name, tensor.Shape, [.. tensor.Data.Skip(1), float.NaN]);
            Head.From(nan, head.Classifier.Classes).Refusal!.Message.ShouldContain(tensor.Name);

            var wrong = head.ToTensors().ToDictionary(t => t.Name);
            wrong[tensor.Name] = new Tensor(tensor.Name, [1, 1, 1], [1]);
            Head.From(wrong, head.Classifier.Classes).IsOk.ShouldBeFalse();
        }
    }

    /// <summary>Good parts around 0; pits shift one patch and the embedding.</summary>
    private static LabelledSample[] Samples(int good, int pits, int seed)
    {
        var random = new Random(seed);
        float[] Noise(int n) => [.. Enumerable.Range(0, n).Select(_ => (float)(random.NextDouble() - 0.5))];
        return [.. Enumerable.Range(0, good + pits).Select(i =>
        {
            var features = new Features(Noise(4 * 4 * 5), 4, 4, 5, Noise(3));
            if (i >= good)
            {
                features.Patches[(i % 16) * 5] += 3;
                features.Embedding[1] += 2;
            }

            return new LabelledSample($"p{i}", i < good ? Label.Ok : "pit", features, false);
        })];
    }
}
