using EdgeTransfer.Core.Mathematics;

namespace EdgeTransfer.Core.Heads.Anomaly;

/// <summary>
/// Distances in few dimensions: a matrix of random signs keeps them up to a small factor (Johnson and Lindenstrauss 1984; with
/// signs: Achlioptas, "Database-friendly random projections", 2003).
/// </summary>
internal static class RandomProjection
{
    /// <summary>n × K points → n × <paramref name="dimensions"/>; the points themselves when they have no more.</summary>
    public static Matrix Apply(Matrix points, int dimensions, Random random)
    {
        if (points.Columns <= dimensions)
        {
            return points;
        }

        var scale = 1 / MathF.Sqrt(dimensions);
        var signs = new Matrix(points.Columns, dimensions);
        for (var i = 0; i < signs.Data.Length; i++)
        {
            signs.Data[i] = random.Next(2) == 0 ? scale : -scale;
        }

        return Products.Multiply(points, signs);
    }
}
