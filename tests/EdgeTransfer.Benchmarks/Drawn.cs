using EdgeTransfer.Core.Labels;

namespace EdgeTransfer.Benchmarks;

/// <summary>Features drawn from a seed, shaped as those of a backbone.</summary>
internal sealed class Drawn(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>Independent normal values: the worst case of everything that lives on neighbourhoods.</summary>
    public float[] Normal(int count, double deviation = 1)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = (float)(deviation * Normal());
        }

        return values;
    }

    /// <summary>
    /// A mixture of normal clusters on planes of few directions, rows × columns: what patches of parts look like.
    /// </summary>
    public Func<int, float[]> Clusters(int clusters, int directions, int columns)
    {
        var centres = Normal(clusters * columns);
        var axes = Normal(clusters * directions * columns, 0.3);
        return rows =>
        {
            var points = Normal(rows * columns, 0.05);
            for (var row = 0; row < rows; row++)
            {
                var cluster = _random.Next(clusters);
                var point = points.AsSpan(row * columns, columns);
                Add(centres, cluster, 1, point);
                for (var i = 0; i < directions; i++)
                {
                    Add(axes, (cluster * directions) + i, (float)Normal(), point);
                }
            }

            return points;
        };
    }

    /// <summary>Embeddings of classes: a class's own place, what all images vary in, a little that each has alone, and another scale for each value.</summary>
    public Func<int, float[]> Embeddings(int classes, int length)
    {
        const int shared = 60;
        var places = Normal(classes * length, 0.4);
        var axes = Normal(shared * length, 1 / Math.Sqrt(shared));
        float[] scales = [.. Normal(length).Select(MathF.Exp)];
        return of =>
        {
            var embedding = Normal(length, 0.5);
            Add(places, of, 1, embedding);
            for (var i = 0; i < shared; i++)
            {
                Add(axes, i, 3 * (float)Normal(), embedding);
            }

            System.Numerics.Tensors.TensorPrimitives.Multiply(embedding, scales, embedding);
            return embedding;
        };
    }

    /// <summary>An image of patches without an embedding.</summary>
    public static Features Image(float[] patches, int side, int dimension) => new(patches, side, side, dimension, []);

    /// <summary>What samples take.</summary>
    public static long Bytes(IEnumerable<LabelledSample> samples) =>
        samples.Sum(s => sizeof(float) * (s.Features.Patches.LongLength + s.Features.Embedding.Length + s.Features.Views.Sum(view => view.LongLength)));

    private static void Add(float[] rows, int row, float factor, Span<float> sum) =>
        System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(rows.AsSpan(row * sum.Length, sum.Length), factor, sum, sum);

    /// <summary>Box and Muller.</summary>
    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
}
