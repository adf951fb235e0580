using System.Numerics.Tensors;
using EdgeTransfer.Core.Mathematics;
using MathNet.Numerics.LinearAlgebra;

namespace EdgeTransfer.Core.Heads.Anomaly;

/// <summary>
/// Regularised whitening: eigenvectors of the covariance, each divided by √(eigenvalue + s · mean eigenvalue), so that
/// directions in which good parts vary count less.
/// </summary>
internal static class Whitening
{
    private const int RowsPerTask = 512;

    /// <summary>n × D points give the mean (D) and the projection (D × D).</summary>
    public static (float[] Mean, Matrix Projection) Fit(Matrix points, double shrinkage)
    {
        var dimensions = points.Columns;
        var mean = Mean(points);
        var eigen = Covariance(points, mean).Evd(Symmetricity.Symmetric);
        var values = eigen.EigenValues.Map(v => Math.Max(0, v.Real));
        var added = shrinkage * values.Average();
        var projection = new Matrix(dimensions, dimensions);
        for (var k = 0; k < dimensions; k++)
        {
            // Without any variance (identical images) every direction keeps its scale.
            var scale = values[k] + added > 0 ? 1 / Math.Sqrt(values[k] + added) : 1;
            for (var d = 0; d < dimensions; d++)
            {
                projection.Data[(d * dimensions) + k] = (float)(eigen.EigenVectors[d, k] * scale);
            }
        }

        return (mean, projection);
    }

    /// <summary>(x − mean) · projection: n × D → n × K.</summary>
    public static Matrix Apply(Matrix points, float[] mean, Matrix projection) => Products.Multiply(points, projection, mean);

    private static float[] Mean(Matrix points)
    {
        var sums = new double[points.Columns];
        for (var i = 0; i < points.Rows; i++)
        {
            var row = points.Row(i);
            for (var d = 0; d < sums.Length; d++)
            {
                sums[d] += row[d];
            }
        }

        return [.. sums.Select(sum => (float)(sum / points.Rows))];
    }

    private static Matrix<double> Covariance(Matrix points, float[] mean)
    {
        var dimensions = points.Columns;
        var total = new double[dimensions * dimensions];
        var tasks = (points.Rows + RowsPerTask - 1) / RowsPerTask;
        var partial = new float[tasks][];
        Parallel.For(0, tasks, Loops.OfCaller, task =>
        {
            // Four centred rows at a time; float sums stay short, the total is double.
            var products = new float[dimensions * dimensions];
            var rows = new float[4 * dimensions];
            var end = Math.Min(points.Rows, (task + 1) * RowsPerTask);
            Span<float> factors = stackalloc float[4];
            for (var row = task * RowsPerTask; row < end; row += 4)
            {
                Array.Clear(rows);
                for (var j = 0; j < Math.Min(4, end - row); j++)
                {
                    TensorPrimitives.Subtract(points.Row(row + j), mean, rows.AsSpan(j * dimensions, dimensions));
                }

                for (var d = 0; d < dimensions; d++)
                {
                    for (var j = 0; j < 4; j++)
                    {
                        factors[j] = rows[(j * dimensions) + d];
                    }

                    Products.AddScaled4(rows, 0, dimensions, factors, products.AsSpan(d * dimensions, dimensions));
                }
            }

            partial[task] = products;
        });
        foreach (var products in partial)
        {
            for (var i = 0; i < total.Length; i++)
            {
                total[i] += products[i];
            }
        }

        var divisor = Math.Max(1, points.Rows - 1);
        return Matrix<double>.Build.Dense(dimensions, dimensions, (r, c) => (total[(r * dimensions) + c] + total[(c * dimensions) + r]) / (2.0 * divisor));
    }
}
