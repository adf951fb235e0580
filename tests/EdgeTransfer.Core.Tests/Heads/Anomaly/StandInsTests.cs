using EdgeTransfer.Core.Mathematics;

namespace EdgeTransfer.Core.Heads.Anomaly;

public class StandInsTests
{
    /// <summary>Against the plain definition, over all pairs.</summary>
    [Fact]
    public void Choose_AnyBank_GoesOnAsTheGreedyChoiceWould() =>
        Gen.Select(Gen.Int[2, 9], Gen.Int[2, 40], Gen.Int[1, 60], Gen.Int[0, 10_000]).Sample((images, each, rows, seed) =>
        {
            var random = new Random(seed);
            var points = new Matrix(images * each, 3, [.. Enumerable.Range(0, images * each * 3).Select(_ => (float)random.NextDouble())]);
            int[] owners = [.. Enumerable.Range(0, points.Rows).Select(p => p / each)];
            int[] chosen = [.. Coreset.Choose(points, Math.Min(rows, points.Rows), 0, default).Order()];

            var standIns = StandIns.Choose(points, owners, points.Pick(chosen), [.. chosen.Select(r => owners[r])], default);

            var radius = Enumerable.Range(0, points.Rows).Max(p => chosen.Min(r => Distance(points, p, r)));
            for (var image = 0; image < images; image++)
            {
                List<int> bank = [.. chosen.Where(r => owners[r] != image)];
                foreach (var standIn in standIns[image])
                {
                    owners[standIn].ShouldNotBe(image);
                    owners[chosen.MinBy(r => Distance(points, standIn, r))].ShouldBe(image);
                    var depth = bank.Count == 0 ? double.PositiveInfinity : bank.Min(r => Distance(points, standIn, r));
                    depth.ShouldBeGreaterThan(radius - 1e-4);
                    bank.Add(standIn);
                }

                var left = chosen.Count(r => owners[r] == image);
                standIns[image].Length.ShouldBeLessThanOrEqualTo(left);
                if (standIns[image].Length < left)
                {
                    Enumerable.Range(0, points.Rows)
                        .Where(p => owners[p] != image && owners[chosen.MinBy(r => Distance(points, p, r))] == image)
                        .ShouldAllBe(p => bank.Min(r => Distance(points, p, r)) <= radius + 1e-4);
                }
            }
        });

    private static double Distance(Matrix points, int a, int b) =>
        Math.Sqrt(points.Row(a).ToArray().Zip(points.Row(b).ToArray(), (x, y) => (double)(x - y) * (x - y)).Sum());
}
