using System.Numerics.Tensors;
using EdgeTransfer.Core.Mathematics;

namespace EdgeTransfer.Core.Sampling;

/// <summary>
/// Finds images that show the same part again, by the distance of their embeddings: a line that stands still, or a part that comes round
/// again, must not count as many parts.
/// </summary>
public static class NearDuplicates
{
    /// <summary>
    /// Bound as a share of the distance between two different good parts (the lower quartile over pairs, so that two variants of a product,
    /// far from each other, do not widen it).
    /// </summary>
    private const double PairShare = 0.45;

    /// <summary>
    /// Bound as a share of the embeddings' length, where more than half of the parts are copies and the distance between them says nothing.
    /// </summary>
    private const double LengthShare = 0.03;

    private const int MaxPairs = 4096;
    private const int Tile = 128;

    /// <summary>Tiles between two looks at the cancellation.</summary>
    private const int TilesAtOnce = 16;

    /// <summary>
    /// Distance below which two images are taken for the same part; README.md has what it was measured on. Zero for fewer than two.
    /// </summary>
    /// <param name="good">Embeddings of good parts, all of one length.</param>
    /// <param name="seed">Of the pairs that are drawn where there are more than 4096.</param>
    public static double Bound(IReadOnlyList<float[]> good, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(good);
        float[][] finite = [.. good.Where(IsFinite)];
        if (finite.Length < 2)
        {
            return 0;
        }

        double[] distances = [.. Pairs(finite.Length, seed).Select(p => (double)TensorPrimitives.Distance<float>(finite[p.A], finite[p.B])).Order()];
        return Math.Max(PairShare * distances[distances.Length / 4], LengthShare * finite.Average(e => (double)TensorPrimitives.Norm<float>(e)));
    }

    /// <summary>All pairs at most <paramref name="bound"/> apart, in the order of their indices. An embedding that is not finite is near none.</summary>
    /// <param name="embeddings">n × F.</param>
    /// <param name="bound">Euclidean; <see cref="Bound"/>.</param>
    /// <param name="wanted">By their indices, the smaller first: which pairs are asked for; null asks for all.</param>
    /// <param name="cancellation">Ends the work soon, with an exception.</param>
    public static IReadOnlyList<NearPair> Find(
        IReadOnlyList<float[]> embeddings, double bound, Func<int, int, bool>? wanted = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(embeddings);
        if (embeddings.Count < 2 || !(bound > 0))
        {
            return [];
        }

        var points = Centred(embeddings);
        float[] squares = [.. Enumerable.Range(0, points.Rows).Select(i => TensorPrimitives.SumOfSquares<float>(points.Row(i)))];
        var tiles = (points.Rows + Tile - 1) / Tile;
        var found = new List<NearPair>[tiles];

        // The last tile has the most rows before it, so it begins.
        for (var begin = 0; begin < tiles; begin += TilesAtOnce)
        {
            cancellation.ThrowIfCancellationRequested();
            Parallel.For(begin, Math.Min(tiles, begin + TilesAtOnce), Loops.OfCaller, t => found[tiles - 1 - t] = InTile(tiles - 1 - t));
        }

        return [.. found.SelectMany(pairs => pairs).OrderBy(p => p.First).ThenBy(p => p.Second)];

        List<NearPair> InTile(int tile)
        {
            var (begin, end) = (tile * Tile, Math.Min(points.Rows, (tile + 1) * Tile));
            var columns = Transposed(points, begin, end); // F × 128
            Span<float> products = stackalloc float[Tile];
            List<NearPair> near = [];
            for (var row = 0; row < end; row++)
            {
                products.Clear();
                Multiply(points.Row(row), columns, products);
                for (var other = Math.Max(begin, row + 1); other < end; other++)
                {
                    // Single precision leaves a doubt around the bound: what may be near is measured.
                    var (sum, square) = (squares[row] + squares[other], bound * bound);
                    if (sum - (2 * products[other - begin]) <= square + (1e-4 * (square + sum)) && (wanted is null || wanted(row, other))
                        && TensorPrimitives.Distance<float>(points.Row(row), points.Row(other)) is var distance && distance <= bound)
                    {
                        near.Add(new(row, other, distance));
                    }
                }
            }

            return near;
        }
    }

    private static bool IsFinite(float[] embedding) => TensorPrimitives.IsFiniteAll<float>(embedding);

    private static void Multiply(ReadOnlySpan<float> row, float[] columns, Span<float> products)
    {
        var k = 0;
        for (; k + 4 <= row.Length; k += 4)
        {
            Products.AddScaled4(columns, k * Tile, Tile, row.Slice(k, 4), products);
        }

        for (; k < row.Length; k++)
        {
            TensorPrimitives.FusedMultiplyAdd(columns.AsSpan(k * Tile, Tile), row[k], products, products);
        }
    }

    /// <summary>Without their mean the embeddings are short, and single precision goes further.</summary>
    private static Matrix Centred(IReadOnlyList<float[]> embeddings)
    {
        var points = new Matrix(embeddings.Count, embeddings[0].Length);
        var mean = new float[points.Columns];
        var finite = embeddings.Where(IsFinite).ToList();
        foreach (var embedding in finite)
        {
            TensorPrimitives.FusedMultiplyAdd(embedding, 1f / finite.Count, mean, mean);
        }

        for (var i = 0; i < embeddings.Count; i++)
        {
            TensorPrimitives.Subtract(embeddings[i], mean, points.Row(i));
        }

        return points;
    }

    private static float[] Transposed(Matrix points, int begin, int end)
    {
        var columns = new float[points.Columns * Tile];
        for (var i = begin; i < end; i++)
        {
            var row = points.Row(i);
            for (var k = 0; k < row.Length; k++)
            {
                columns[(k * Tile) + i - begin] = row[k];
            }
        }

        return columns;
    }

    private static IEnumerable<(int A, int B)> Pairs(int count, int seed)
    {
        if ((long)count * (count - 1) / 2 <= MaxPairs)
        {
            return Enumerable.Range(0, count).SelectMany(a => Enumerable.Range(a + 1, count - a - 1).Select(b => (a, b)));
        }

        var random = new Random(seed);
        return Enumerable.Range(0, MaxPairs).Select(_ =>
        {
            var (a, b) = (random.Next(count), random.Next(count - 1));
            return (a, b < a ? b : b + 1);
        });
    }
}
