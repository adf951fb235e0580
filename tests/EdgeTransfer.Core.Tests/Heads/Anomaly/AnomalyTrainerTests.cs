using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Mathematics;

namespace EdgeTransfer.Core.Heads.Anomaly;

public class AnomalyTrainerTests
{
    private static readonly AnomalyOptions Small = new() { BankRows = 64, MaxPatches = 500 };

    [Fact]
    public void Fit_SameSeed_GivesTheSameBank()
    {
        var (images, few) = (Images(6, seed: 3), Small with { BankRows = 20 });

        var (first, second) = (Learn(images, few), Learn(images, few));

        second.Bank.Data.ShouldBe(first.Bank.Data);
        Learn(images, few with { Seed = 2 }).Bank.Data.ShouldNotBe(first.Bank.Data);
    }

    [Fact]
    public void Fit_WhitenedPatches_HaveUnitVarianceWithoutShrinkage()
    {
        var images = Images(20, seed: 5);
        var head = Learn(images, Small with { Shrinkage = 0, MaxPatches = 10_000 });
        var patches = new Matrix(20 * 9, 4, [.. images.SelectMany(i => i.Patches)]);

        var z = Whitening.Apply(patches, head.Mean, head.Projection);

        for (var k = 0; k < 4; k++)
        {
            var column = Enumerable.Range(0, z.Rows).Select(i => (double)z.Row(i)[k]).ToArray();
            column.Average().ShouldBe(0, 1e-3);
            (column.Sum(v => v * v) / (column.Length - 1)).ShouldBe(1, 1e-3);
        }
    }

    [Fact]
    public void Fit_IdenticalImages_GivesOneRowAndFiniteDistances()
    {
        var image = Images(1, seed: 1)[0];
        Features flat = image with { Patches = Enumerable.Repeat(1f, image.Patches.Length).ToArray() };

        var head = Learn([flat, flat, flat], Small);

        head.Bank.Rows.ShouldBe(1);
        head.Judge(new Matrix(9, 4, image.Patches)).ShouldAllBe(d => float.IsFinite(d));
    }

    [Fact]
    public void Fit_LargeAndSmallImages_EachImageHasItsShare()
    {
        Features[] images = [Constant(1, patches: 1000), Constant(2, patches: 1000), Constant(3, patches: 10)];

        var (patches, owners) = PatchSample.Draw(images, 300, new Random(1));

        owners.CountBy(o => o).Select(c => (c.Key, c.Value)).ShouldBe([(0, 145), (1, 145), (2, 10)]);
        patches.Data.ShouldBe(owners.Select(o => o + 1f));
    }

    [Fact]
    public void Fit_Cancelled_Throws() =>
        Should.Throw<OperationCanceledException>(() => AnomalyTrainer.Fit(Images(3, 1), Small, new CancellationToken(canceled: true)));

    /// <summary>At once they share the cores, so that each runs on another number of them.</summary>
    [Fact]
    public void Fit_ManyAtOnce_GiveTheSameBank()
    {
        var images = Clustered(images: 40, seed: 8);
        var options = new AnomalyOptions { BankRows = 100 };
        var alone = Learn(images, options).Bank.Data;
        var banks = new float[6][];

        Parallel.For(0, banks.Length, i => banks[i] = Learn(images, options).Bank.Data);

        banks.ShouldAllBe(b => b.SequenceEqual(alone));
    }

    [Fact]
    public void Fit_Rows_AreThePatchesOfTheirOwners()
    {
        var images = Images(12, seed: 4);

        var bank = AnomalyTrainer.Fit(images, Small with { BankRows = 30 }, default);

        bank.Owners.ShouldBeInOrder();
        bank.Owners.Count.ShouldBe(bank.Head.Bank.Rows);
        foreach (var (row, owner) in bank.Owners.Index())
        {
            var points = Whitening.Apply(images[owner].ToMatrix(), bank.Head.Mean, bank.Head.Projection);
            Enumerable.Range(0, points.Rows).Any(i => points.Row(i).SequenceEqual(bank.Head.Bank.Row(row))).ShouldBeTrue();
        }
    }

    /// <summary>152 values as patches of lite0 have them, around 200 places of unequal weight.</summary>
    private static Features[] Clustered(int images, int seed)
    {
        var random = new Random(seed);
        float[] Numbers(double scale) => [.. Enumerable.Range(0, 152).Select(_ => (float)(scale * ((2 * random.NextDouble()) - 1)))];
        float[][] places = [.. Enumerable.Range(0, 200).Select(_ => Numbers(3))];
        return [.. Enumerable.Range(0, images).Select(_ => new Features(
            [.. Enumerable.Range(0, 25).SelectMany(_ => places[(int)(200 * Math.Pow(random.NextDouble(), 2))].Zip(Numbers(1), (place, noise) => place + noise))], 5, 5, 152, [0]))];
    }

    private static AnomalyHead Learn(Features[] images, AnomalyOptions options) => AnomalyTrainer.Fit(images, options, default).Head;

    private static Features Constant(float value, int patches) => new(Enumerable.Repeat(value, patches).ToArray(), patches, 1, 1, [0]);

    private static Features[] Images(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => new Features([.. Enumerable.Range(0, 36).Select(i => (float)((random.NextDouble() - 0.5) * (1 + (i % 4))))], 3, 3, 4, [0]))];
    }
}
