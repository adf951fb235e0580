using System.Numerics;
using System.Runtime.InteropServices;

namespace EdgeTransfer.Core.Mathematics;

/// <summary>
/// Points stored dimension-major in blocks of 64, so that each SIMD lane is one point, a block stays in the first-level
/// cache, and distances to many centres need no horizontal sums.
/// </summary>
internal sealed class PointBlocks
{
    /// <summary>Points in a block; a multiple of every vector width up to 32 lanes.</summary>
    public const int Size = 64;

    private readonly float[] _data;    // blocks × dimensions × 64
    private readonly float[] _squares; // blocks × 64, squared lengths

    /// <summary>Copies rows into blocks. Lanes past the last point hold zeros.</summary>
    public PointBlocks(Matrix points)
    {
        (Count, Dimensions) = (points.Rows, points.Columns);
        Blocks = (Count + Size - 1) / Size;
        _data = new float[(long)Blocks * Dimensions * Size];
        _squares = new float[Blocks * Size];
        Parallel.For(0, Blocks, Loops.OfCaller, block =>
        {
            var data = _data.AsSpan(block * Dimensions * Size, Dimensions * Size);
            for (var lane = 0; lane < CountIn(block); lane++)
            {
                var row = points.Row((block * Size) + lane);
                for (var d = 0; d < row.Length; d++)
                {
                    data[(d * Size) + lane] = row[d];
                }

                _squares[(block * Size) + lane] = System.Numerics.Tensors.TensorPrimitives.SumOfSquares(row);
            }
        });
    }

    public int Count { get; }

    public int Dimensions { get; }

    public int Blocks { get; }

    /// <summary>Squared lengths of the points of one block.</summary>
    public ReadOnlySpan<float> Squares(int block) => _squares.AsSpan(block * Size, Size);

    /// <summary>Points in one block: 64, but for the last.</summary>
    public int CountIn(int block) => Math.Min(Size, Count - (block * Size));

    /// <summary>
    /// Lowers <c>nearest[lane]</c> to the smallest |c|² − 2 p·c over the given centres; adding |p|² gives the squared
    /// distance. Each pair is summed in the same order however the centres are grouped, so results never depend on it.
    /// </summary>
    public void Lower(int block, ReadOnlySpan<float> centres, ReadOnlySpan<float> centreSquares, Span<float> nearest)
    {
        ref var points = ref _data[(long)block * Dimensions * Size];
        ref var low = ref MemoryMarshal.GetReference(nearest[..Size]);
        var c = 0;
        for (; c + 4 <= centreSquares.Length; c += 4)
        {
            Lower4(ref points, CountIn(block), centres.Slice(c * Dimensions, 4 * Dimensions), centreSquares.Slice(c, 4), ref low);
        }

        for (; c < centreSquares.Length; c++)
        {
            Lower1(ref points, centres.Slice(c * Dimensions, Dimensions), centreSquares[c], ref low);
        }
    }

    private void Lower4(ref float points, int count, ReadOnlySpan<float> centres, ReadOnlySpan<float> squares, ref float low)
    {
        var width = Vector<float>.Count;
        var dimensions = Dimensions;
        ref var c0 = ref MemoryMarshal.GetReference(centres);
        var two = new Vector<float>(-2f);
        for (var lane = 0; lane < count; lane += 2 * width)
        {
            Vector<float> a0 = default, a1 = default, a2 = default, a3 = default, b0 = default, b1 = default, b2 = default, b3 = default;
            for (var d = 0; d < dimensions; d++)
            {
                var p = Vector.LoadUnsafe(ref points, (nuint)((d * Size) + lane));
                var q = Vector.LoadUnsafe(ref points, (nuint)((d * Size) + lane + width));
                var x = new Vector<float>(At(ref c0, d));
                a0 = Vector.FusedMultiplyAdd(p, x, a0);
                b0 = Vector.FusedMultiplyAdd(q, x, b0);
                x = new Vector<float>(At(ref c0, d + dimensions));
                a1 = Vector.FusedMultiplyAdd(p, x, a1);
                b1 = Vector.FusedMultiplyAdd(q, x, b1);
                x = new Vector<float>(At(ref c0, d + (2 * dimensions)));
                a2 = Vector.FusedMultiplyAdd(p, x, a2);
                b2 = Vector.FusedMultiplyAdd(q, x, b2);
                x = new Vector<float>(At(ref c0, d + (3 * dimensions)));
                a3 = Vector.FusedMultiplyAdd(p, x, a3);
                b3 = Vector.FusedMultiplyAdd(q, x, b3);
            }

            var s0 = new Vector<float>(squares[0]);
            var s1 = new Vector<float>(squares[1]);
            var s2 = new Vector<float>(squares[2]);
            var s3 = new Vector<float>(squares[3]);
            Store(ref low, lane, Vector.Min(
                Vector.Min(Vector.FusedMultiplyAdd(two, a0, s0), Vector.FusedMultiplyAdd(two, a1, s1)),
                Vector.Min(Vector.FusedMultiplyAdd(two, a2, s2), Vector.FusedMultiplyAdd(two, a3, s3))));
            Store(ref low, lane + width, Vector.Min(
                Vector.Min(Vector.FusedMultiplyAdd(two, b0, s0), Vector.FusedMultiplyAdd(two, b1, s1)),
                Vector.Min(Vector.FusedMultiplyAdd(two, b2, s2), Vector.FusedMultiplyAdd(two, b3, s3))));
        }
    }

    private static void Lower1(ref float points, ReadOnlySpan<float> centre, float square, ref float low)
    {
        var width = Vector<float>.Count;
        for (var lane = 0; lane < Size; lane += width)
        {
            Vector<float> sum = default;
            for (var d = 0; d < centre.Length; d++)
            {
                sum = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref points, (nuint)((d * Size) + lane)), new Vector<float>(centre[d]), sum);
            }

            Store(ref low, lane, Vector.FusedMultiplyAdd(new Vector<float>(-2f), sum, new Vector<float>(square)));
        }
    }

    private static float At(ref float first, int index) => System.Runtime.CompilerServices.Unsafe.Add(ref first, index);

    private static void Store(ref float low, int lane, Vector<float> value) =>
        Vector.Min(Vector.LoadUnsafe(ref low, (nuint)lane), value).StoreUnsafe(ref low, (nuint)lane);
}
