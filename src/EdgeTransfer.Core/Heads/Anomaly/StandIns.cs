using System.Numerics.Tensors;
using EdgeTransfer.Core.Mathematics;
using EdgeTransfer.Core.Training;

namespace EdgeTransfer.Core.Heads.Anomaly;

/// <summary>
/// What the greedy choice would have taken in place of one image's rows: a row stands for all patches near it, so leaving an image's
/// rows out also leaves holes where other images have patches. The choice goes on among the patches that had been nearest to the rows
/// left out, until none is farther from the bank than the whole choice left any, or as many are taken as were left out.
/// </summary>
internal static class StandIns
{
    /// <summary>Blocks between two steps of the pace: some milliseconds.</summary>
    private const int BlocksAtOnce = 64;

    /// <summary>Rows of <paramref name="points"/> that stand in for each image's.</summary>
    /// <param name="points">Patches that the bank was chosen from, whitened: n × K.</param>
    /// <param name="owners">Image of each patch, ascending.</param>
    /// <param name="bank">The rows chosen, in the order of their images: M × K.</param>
    /// <param name="bankOwners">Image of each row.</param>
    /// <param name="pace">Ends or holds up the work between two blocks.</param>
    /// <returns>For each image its stand-ins; none where its rows left no hole.</returns>
    public static int[][] Choose(Matrix points, int[] owners, Matrix bank, IReadOnlyList<int> bankOwners, WorkPace pace)
    {
        var begins = Begins(bankOwners);
        var nearest = new Nearest[points.Rows];
        var blocks = new PointBlocks(points);
        var squares = Distances.SquaredLengths(bank);
        for (var begin = 0; begin < blocks.Blocks; begin += BlocksAtOnce)
        {
            pace.Step();
            Parallel.For(begin, Math.Min(blocks.Blocks, begin + BlocksAtOnce), Loops.OfCaller, block =>
                Find(blocks, block, bank, squares, bankOwners, begins, nearest.AsSpan(block * PointBlocks.Size, blocks.CountIn(block))));
        }

        pace.Step();
        var radius = nearest.Max(n => n.Squared);
        var left = Enumerable.Range(0, points.Rows).Where(p => nearest[p].Owner != owners[p] && nearest[p].SquaredWithout > radius).ToLookup(p => nearest[p].Owner);
        var standIns = new int[owners[^1] + 1][];
        Parallel.For(0, standIns.Length, Loops.OfCaller, image =>
            standIns[image] = GoOn(points, [.. left[image]], nearest, radius, bankOwners.Count(owner => owner == image)));
        return standIns;
    }

    /// <summary>First row of each image that has rows, and their end.</summary>
    private static int[] Begins(IReadOnlyList<int> bankOwners) =>
        [.. Enumerable.Range(0, bankOwners.Count).Where(row => row == 0 || bankOwners[row] != bankOwners[row - 1]), bankOwners.Count];

    private static void Find(
        PointBlocks blocks, int block, Matrix bank, float[] squares, IReadOnlyList<int> bankOwners, int[] begins, Span<Nearest> found)
    {
        Span<float> low = stackalloc float[PointBlocks.Size];
        found.Fill(new(-1, float.PositiveInfinity, float.PositiveInfinity));
        for (var group = 0; group + 1 < begins.Length; group++)
        {
            var (begin, count) = (begins[group], begins[group + 1] - begins[group]);
            low.Fill(float.PositiveInfinity);
            blocks.Lower(block, bank.Data.AsSpan(begin * bank.Columns, count * bank.Columns), squares.AsSpan(begin, count), low);
            for (var lane = 0; lane < found.Length; lane++)
            {
                ref var nearest = ref found[lane];
                nearest = low[lane] < nearest.Squared
                    ? new(bankOwners[begin], low[lane], nearest.Squared)
                    : nearest with { SquaredWithout = MathF.Min(nearest.SquaredWithout, low[lane]) };
            }
        }

        var lengths = blocks.Squares(block);
        for (var lane = 0; lane < found.Length; lane++)
        {
            found[lane] = found[lane] with { Squared = found[lane].Squared + lengths[lane], SquaredWithout = found[lane].SquaredWithout + lengths[lane] };
        }
    }

    private static int[] GoOn(Matrix points, int[] candidates, Nearest[] nearest, float radius, int most)
    {
        float[] squared = [.. candidates.Select(p => nearest[p].SquaredWithout)];
        List<int> chosen = [];
        while (chosen.Count < most && candidates.Length > 0)
        {
            var farthest = 0;
            for (var i = 1; i < squared.Length; i++)
            {
                farthest = squared[i] > squared[farthest] ? i : farthest;
            }

            if (squared[farthest] <= radius)
            {
                break;
            }

            var row = points.Row(candidates[farthest]);
            chosen.Add(candidates[farthest]);
            for (var i = 0; i < squared.Length; i++)
            {
                var distance = TensorPrimitives.Distance(row, points.Row(candidates[i]));
                squared[i] = MathF.Min(squared[i], distance * distance);
            }
        }

        return [.. chosen];
    }

    /// <param name="Owner">Image that the nearest row of the bank is of.</param>
    /// <param name="Squared">Squared distance to that row.</param>
    /// <param name="SquaredWithout">Squared distance to the nearest row of any other image.</param>
    private readonly record struct Nearest(int Owner, float Squared, float SquaredWithout);
}
