using System.Numerics.Tensors;
using EdgeTransfer.Core.Mathematics;

namespace EdgeTransfer.Core.Heads.Anomaly;

/// <summary>Euclidean distances to the nearest row of a bank.</summary>
internal static class Distances
{
    public static float[] SquaredLengths(Matrix rows)
    {
        var squares = new float[rows.Rows];
        for (var i = 0; i < squares.Length; i++)
        {
            squares[i] = TensorPrimitives.SumOfSquares(rows.Row(i));
        }

        return squares;
    }

    /// <summary>n × K points against M × K rows gives n distances.</summary>
    /// <param name="points">n × K.</param>
    /// <param name="bank">M × K.</param>
    /// <param name="bankSquares">Squared lengths of the rows.</param>
    /// <param name="skip">Rows that do not count; none by default.</param>
    public static float[] ToNearest(Matrix points, Matrix bank, float[] bankSquares, Range skip = default)
    {
        var (begin, count) = skip.Equals(default) ? (0, 0) : skip.GetOffsetAndLength(bank.Rows);
        var end = begin + count;
        var blocks = new PointBlocks(points);
        var distances = new float[points.Rows];
        Parallel.For(0, blocks.Blocks, Loops.OfCaller, block =>
        {
            Span<float> nearest = stackalloc float[PointBlocks.Size];
            nearest.Fill(float.PositiveInfinity);
            blocks.Lower(block, bank.Data.AsSpan(0, begin * bank.Columns), bankSquares.AsSpan(0, begin), nearest);
            blocks.Lower(block, bank.Data.AsSpan(end * bank.Columns), bankSquares.AsSpan(end), nearest);
            var squares = blocks.Squares(block);
            for (var lane = 0; lane < blocks.CountIn(block); lane++)
            {
                distances[(block * PointBlocks.Size) + lane] = MathF.Sqrt(MathF.Max(0, nearest[lane] + squares[lane]));
            }
        });
        return distances;
    }
}
