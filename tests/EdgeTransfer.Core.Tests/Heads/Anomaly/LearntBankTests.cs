using EdgeTransfer.Core.Mathematics;

namespace EdgeTransfer.Core.Heads.Anomaly;

public class LearntBankTests
{
    private const int Dimension = 3;

    [Fact]
    public void RowsOf_SomeOwners_AreTheRowsOfTheirImages()
    {
        var bank = Bank([0, 0, 1, 3, 3, 3, 5]);

        bank.RowsOf(0, 0).ShouldBe(0..2);
        bank.RowsOf(0, 1).ShouldBe(0..3);
        bank.RowsOf(2, 2).ShouldBe(3..3, "no row came from image 2");
        bank.RowsOf(1, 3).ShouldBe(2..6);
        bank.RowsOf(5, 6).ShouldBe(6..7);
    }

    [Fact]
    public void RowsOf_TheOnlyPart_SkipsNone()
    {
        Bank([0, 0, 1]).RowsOf(0, 1).ShouldBe(default);
        Bank([2, 2]).RowsOf(2, 2).ShouldBe(default);
    }

    [Fact]
    public void Judge_WithoutThePartsRows_EqualsTheRowsOfOthersAndIsNeverNearer() =>
        Gen.Select(Gen.Int[0, 9].Array[1, 80], Gen.Int[0, 9], Gen.Int[0, 4], Gen.Int[0, 1000]).Sample((owners, first, more, seed) =>
        {
            var random = new Random(seed);
            var bank = Bank([.. owners.Order()], random);
            var points = new Matrix(40, Dimension, Numbers(random, 40 * Dimension));

            var without = bank.Head.Judge(points, bank.RowsOf(first, first + more));

            int[] others = [.. bank.Owners.Index().Where(o => o.Item < first || o.Item > first + more).Select(o => o.Index)];
            int[] counted = others.Length == 0 ? [.. Enumerable.Range(0, owners.Length)] : others;
            for (var i = 0; i < 40; i++)
            {
                without[i].ShouldBe(counted.Min(row => Distance(points, i, bank.Head.Bank, row)), 1e-3f);
            }

            without.Zip(bank.Head.Judge(points)).ShouldAllBe(d => d.First >= d.Second);
        });

    private static LearntBank Bank(int[] owners, Random? random = null) =>
        new(new AnomalyHead(new float[Dimension], Identity(), new Matrix(owners.Length, Dimension, Numbers(random ?? new Random(1), owners.Length * Dimension))), owners, []);

    private static Matrix Identity() => new(Dimension, Dimension, [1, 0, 0, 0, 1, 0, 0, 0, 1]);

    private static float[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (float)((2 * random.NextDouble()) - 1))];

    private static float Distance(Matrix a, int i, Matrix b, int j) => MathF.Sqrt(a.Row(i).ToArray().Zip(b.Row(j).ToArray(), (x, y) => (x - y) * (x - y)).Sum());
}
