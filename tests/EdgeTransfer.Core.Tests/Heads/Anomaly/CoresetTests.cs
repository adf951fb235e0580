using EdgeTransfer.Core.Mathematics;

namespace EdgeTransfer.Core.Heads.Anomaly;

public class CoresetTests
{
    [Fact]
    public void Choose_RandomPoints_EqualsTheGreedyByDefinition() =>
        (from rows in Gen.Int[1, 300] from columns in Gen.Int[1, 9] from count in Gen.Int[1, 60] from seed in Gen.Int[0, 1000] select (rows, columns, count, seed))
            .Sample(x =>
            {
                var points = Points(x.rows, x.columns, x.seed);
                return Coreset.Choose(points, x.count, x.seed % x.rows, default).SequenceEqual(Greedy(points, x.count, x.seed % x.rows));
            });

    /// <summary>Real numbers, many blocks: the lazy bounds must end, and end at the farthest points.</summary>
    [Fact]
    public void Choose_ManyBlocks_LeavesNoPointFartherThanTheLastChosen()
    {
        var random = new Random(5);
        var points = new Matrix(8000, 16, [.. Enumerable.Range(0, 8000 * 16).Select(_ => (float)Math.Pow(random.NextDouble(), 3))]);

        var chosen = Coreset.Choose(points, 40, 17, default);

        var last = chosen[..^1].Min(c => Squared(points, chosen[^1], c));
        Enumerable.Range(0, 8000).Max(i => chosen[..^1].Min(c => Squared(points, i, c))).ShouldBe(last, 1e-4f);
    }

    [Fact]
    public void Choose_IdenticalPoints_StopsAtOne() =>
        Coreset.Choose(new Matrix(100, 3, Enumerable.Repeat(2f, 300).ToArray()), 10, 7, default).ShouldBe([7]);

    /// <summary>Small whole numbers: every distance is exact, so that ties are real ties and the first point must win.</summary>
    private static Matrix Points(int rows, int columns, int seed)
    {
        var random = new Random(seed);
        return new Matrix(rows, columns, [.. Enumerable.Range(0, rows * columns).Select(_ => (float)random.Next(-20, 21))]);
    }

    private static List<int> Greedy(Matrix points, int count, int first)
    {
        List<int> chosen = [first];
        while (chosen.Count < Math.Min(count, points.Rows))
        {
            var distances = Enumerable.Range(0, points.Rows).Select(i => chosen.Min(c => Squared(points, i, c))).ToArray();
            if (distances.Max() <= 0)
            {
                break;
            }

            chosen.Add(Array.IndexOf(distances, distances.Max()));
        }

        return chosen;
    }

    private static float Squared(Matrix points, int a, int b) => points.Row(a).ToArray().Zip(points.Row(b).ToArray(), (x, y) => (x - y) * (x - y)).Sum();
}
