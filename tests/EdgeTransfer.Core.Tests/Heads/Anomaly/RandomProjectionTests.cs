using EdgeTransfer.Core.Mathematics;

namespace EdgeTransfer.Core.Heads.Anomaly;

public class RandomProjectionTests
{
    /// <summary>A squared distance has the mean 1 and a standard deviation of at most √(2 / 64) of its length.</summary>
    [Fact]
    public void Apply_ManyPoints_KeepsSquaredDistancesOnAverage()
    {
        var points = Points(200, 152, seed: 1);

        var few = RandomProjection.Apply(points, 64, new Random(2));

        few.Columns.ShouldBe(64);
        double[] ratios = [.. Enumerable.Range(0, 100).Select(i => Squared(few, i, i + 100) / Squared(points, i, i + 100))];
        ratios.Average().ShouldBe(1, 0.06);
        Math.Sqrt(ratios.Average(r => (r - 1) * (r - 1))).ShouldBeInRange(0.08, 0.25);
    }

    /// <summary>Over draws of the signs the squared distance of one pair is right on average, whatever the pair.</summary>
    [Fact]
    public void Apply_ManyDraws_AreRightOnAverageForOnePair()
    {
        var points = new Matrix(2, 80, [.. Enumerable.Range(0, 160).Select(i => i is 0 or 81 ? 3f : 0)]); // 3 apart in each of two directions

        Enumerable.Range(0, 400).Average(seed => Squared(RandomProjection.Apply(points, 16, new Random(seed)), 0, 1)).ShouldBe(18, 1);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(9)]
    public void Apply_FewColumns_GivesThePointsThemselves(int dimensions)
    {
        var points = Points(5, 8, seed: 1);

        RandomProjection.Apply(points, dimensions, new Random(1)).ShouldBeSameAs(points);
    }

    private static Matrix Points(int rows, int columns, int seed)
    {
        var random = new Random(seed);
        return new(rows, columns, [.. Enumerable.Range(0, rows * columns).Select(_ => (float)(random.NextDouble() - 0.5))]);
    }

    private static double Squared(Matrix points, int a, int b) => points.Row(a).ToArray().Zip(points.Row(b).ToArray(), (x, y) => (double)(x - y) * (x - y)).Sum();
}
