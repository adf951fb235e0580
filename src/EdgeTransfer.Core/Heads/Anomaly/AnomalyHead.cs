using EdgeTransfer.Core.Mathematics;

namespace EdgeTransfer.Core.Heads.Anomaly;

/// <summary>
/// A memory bank of good patches in a whitened feature space (PatchCore, Roth et al., CVPR 2022, without neighbour
/// re-weighting). A patch scores its Euclidean distance to the nearest row.
/// </summary>
/// <param name="Mean">Mean of good patches: D.</param>
/// <param name="Projection">Whitening, D × K: z = (x − mean) · projection.</param>
/// <param name="Bank">M × K.</param>
public sealed record AnomalyHead(float[] Mean, Matrix Projection, Matrix Bank)
{
    /// <summary>Squared lengths of the bank's rows: M.</summary>
    public float[] BankNorm { get; } = Distances.SquaredLengths(Bank);

    /// <summary>Distance of each patch to its nearest row; the reference that the head graph must agree with.</summary>
    /// <param name="patches">n × D.</param>
    /// <returns>n distances.</returns>
    public float[] Judge(Matrix patches) => Distances.ToNearest(Whitening.Apply(patches, Mean, Projection), Bank, BankNorm);

    /// <summary>Score of an image: the mean of its <paramref name="top"/> largest distances.</summary>
    public static double Score(ReadOnlySpan<float> map, int top)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(top);
        ArgumentOutOfRangeException.ThrowIfZero(map.Length, nameof(map));
        top = Math.Min(top, map.Length);
        var largest = top <= 256 ? stackalloc float[top] : new float[top]; // ascending
        largest.Fill(float.NegativeInfinity);
        foreach (var distance in map)
        {
            if (float.IsNaN(distance))
            {
                return double.NaN;
            }

            if (distance <= largest[0])
            {
                continue;
            }

            var i = 1;
            for (; i < largest.Length && largest[i] < distance; i++)
            {
                largest[i - 1] = largest[i];
            }

            largest[i - 1] = distance;
        }

        var sum = 0.0;
        foreach (var distance in largest)
        {
            sum += distance;
        }

        return sum / largest.Length;
    }
}
