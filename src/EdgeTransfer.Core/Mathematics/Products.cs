using System.Numerics;
using System.Runtime.InteropServices;

namespace EdgeTransfer.Core.Mathematics;

/// <summary>Matrix products of the shapes that heads need, in float32, on all cores.</summary>
internal static class Products
{
    /// <summary>Rows that one task takes: enough that starting it costs nothing.</summary>
    private const int RowsPerTask = 256;

    /// <summary>(a − centre) · b: n × k times k × m gives n × m.</summary>
    /// <param name="a">n × k.</param>
    /// <param name="b">k × m.</param>
    /// <param name="centre">Taken from each row of <paramref name="a"/> on the way, without a centred copy of it; null takes nothing.</param>
    public static Matrix Multiply(Matrix a, Matrix b, float[]? centre = null)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(a.Columns, b.Rows);
        var product = new Matrix(a.Rows, b.Columns);
        var tasks = (a.Rows + RowsPerTask - 1) / RowsPerTask;
        Parallel.For(0, tasks, Loops.OfCaller, task =>
        {
            var end = Math.Min(a.Rows, (task + 1) * RowsPerTask);
            var centred = new float[centre?.Length ?? 0];
            for (var row = task * RowsPerTask; row < end; row++)
            {
                var sums = product.Row(row);
                var factors = a.Row(row);
                if (centre is not null)
                {
                    System.Numerics.Tensors.TensorPrimitives.Subtract(factors, centre, centred);
                    factors = centred;
                }

                var k = 0;
                for (; k + 4 <= factors.Length; k += 4)
                {
                    AddScaled4(b.Data, k * b.Columns, b.Columns, factors.Slice(k, 4), sums);
                }

                for (; k < factors.Length; k++)
                {
                    System.Numerics.Tensors.TensorPrimitives.FusedMultiplyAdd(b.Row(k), factors[k], sums, sums);
                }
            }
        });
        return product;
    }

    /// <summary>Dot products of a vector with four rows that begin at <paramref name="start"/>: the vector is read once for all four.</summary>
    public static (float A, float B, float C, float D) Dot4(float[] rows, int start, int stride, ReadOnlySpan<float> vector)
    {
        ref var v = ref MemoryMarshal.GetReference(vector);
        ref var first = ref rows[start];
        var width = Vector<float>.Count;
        Vector<float> a = default, b = default, c = default, d = default;
        var i = 0;
        for (; i + width <= vector.Length; i += width)
        {
            var x = Vector.LoadUnsafe(ref v, (nuint)i);
            a = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref first, (nuint)i), x, a);
            b = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref first, (nuint)(i + stride)), x, b);
            c = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref first, (nuint)(i + (2 * stride))), x, c);
            d = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref first, (nuint)(i + (3 * stride))), x, d);
        }

        var (sa, sb, sc, sd) = (Vector.Sum(a), Vector.Sum(b), Vector.Sum(c), Vector.Sum(d));
        for (; i < vector.Length; i++)
        {
            sa += vector[i] * rows[start + i];
            sb += vector[i] * rows[start + stride + i];
            sc += vector[i] * rows[start + (2 * stride) + i];
            sd += vector[i] * rows[start + (3 * stride) + i];
        }

        return (sa, sb, sc, sd);
    }

    /// <summary>sums += Σ factors[j] · (row j of four rows that begin at <paramref name="start"/>).</summary>
    public static void AddScaled4(float[] rows, int start, int stride, ReadOnlySpan<float> factors, Span<float> sums)
    {
        ref var sum = ref MemoryMarshal.GetReference(sums);
        ref var first = ref rows[start];
        var width = Vector<float>.Count;
        var f0 = new Vector<float>(factors[0]);
        var f1 = new Vector<float>(factors[1]);
        var f2 = new Vector<float>(factors[2]);
        var f3 = new Vector<float>(factors[3]);
        var i = 0;
        for (; i + width <= sums.Length; i += width)
        {
            var total = Vector.LoadUnsafe(ref sum, (nuint)i);
            total = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref first, (nuint)i), f0, total);
            total = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref first, (nuint)(i + stride)), f1, total);
            total = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref first, (nuint)(i + (2 * stride))), f2, total);
            total = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref first, (nuint)(i + (3 * stride))), f3, total);
            total.StoreUnsafe(ref sum, (nuint)i);
        }

        for (; i < sums.Length; i++)
        {
            sums[i] += (factors[0] * rows[start + i]) + (factors[1] * rows[start + stride + i])
                + (factors[2] * rows[start + (2 * stride) + i]) + (factors[3] * rows[start + (3 * stride) + i]);
        }
    }
}
