using System.Numerics.Tensors;
using EdgeTransfer.Core.Mathematics;

namespace EdgeTransfer.Core.Heads.Anomaly;

/// <summary>
/// A memory bank of good patches in a whitened feature space (PatchCore, Roth et al., CVPR 2022, without neighbour
/// re-weighting). A patch scores its Euclidean distance to the nearest row; where defects are known, also half of what it is nearer
/// to a patch of theirs than good patches are.
/// </summary>
/// <remarks>A class, not a record: a copy with another bank would keep the squared lengths of the old one.</remarks>
/// <param name="mean">Mean of good patches: D.</param>
/// <param name="projection">Whitening, D × K: z = (x − mean) · projection.</param>
/// <param name="bank">M × K.</param>
/// <param name="marked">
/// Patches of defects, Q × K: those that people marked, and of unmarked defects the most unusual ones; null with too few defects.
/// </param>
/// <param name="markedOffset">Mean distance of the bank's rows to the nearest marked patch when it was learnt.</param>
public sealed class AnomalyHead(float[] mean, Matrix projection, Matrix bank, Matrix? marked = null, float markedOffset = 0)
{
    /// <summary>
    /// Share of the distance to the marked patches that counts: at ½ a patch that is far from everything still scores at least
    /// half its distance to good, less a constant (triangle inequality), so that an unknown defect stays conspicuous.
    /// </summary>
    public const float Contrast = 0.5f;

    /// <summary>Mean of good patches: D.</summary>
    public float[] Mean { get; } = mean;

    /// <summary>Whitening: D × K.</summary>
    public Matrix Projection { get; } = projection;

    /// <summary>Good patches, whitened: M × K.</summary>
    public Matrix Bank { get; } = bank;

    /// <summary>Squared lengths of the bank's rows: M.</summary>
    public float[] BankNorm { get; } = Distances.SquaredLengths(bank);

    /// <summary>Patches of defects, whitened: Q × K; null without.</summary>
    public Matrix? Marked { get; } = marked;

    /// <summary>Squared lengths of the marked patches: Q; empty without.</summary>
    public float[] MarkedNorm { get; } = marked is null ? [] : Distances.SquaredLengths(marked);

    /// <summary>Mean distance of the bank's rows to the nearest marked patch when it was learnt.</summary>
    public float MarkedOffset { get; } = markedOffset;

    /// <summary>Rows that a patch is compared with.</summary>
    public int Rows => Bank.Rows + (Marked?.Rows ?? 0);

    /// <summary>How many times as long as one with so many rows it may take, at least 1: time goes with the rows, and a bank grows as parts are labelled.</summary>
    public double SizeOver(int rows) => Math.Max(1, (double)Rows / rows);

    /// <summary>The map of an image's patches; the reference that the head graph must agree with.</summary>
    /// <param name="patches">n × D.</param>
    /// <param name="bankSkip">Rows of the bank that do not count; none by default.</param>
    /// <param name="markedSkip">Marked patches that do not count; none by default.</param>
    /// <returns>n values.</returns>
    public float[] Judge(Matrix patches, Range bankSkip = default, Range markedSkip = default)
    {
        var points = Whitening.Apply(patches, Mean, Projection);
        var map = Distances.ToNearest(points, Bank, BankNorm, bankSkip);
        if (Marked is not null)
        {
            Compare(map, points, markedSkip);
        }

        return map;
    }

    /// <summary>Turns distances to good patches into the map of a head with marked patches, in place.</summary>
    /// <param name="toGood">n distances.</param>
    /// <param name="points">The patches, whitened: n × K.</param>
    /// <param name="markedSkip">Marked patches that do not count.</param>
    internal void Compare(float[] toGood, Matrix points, Range markedSkip) =>
        Compare(toGood, Distances.ToNearest(points, Marked!, MarkedNorm, markedSkip), MarkedOffset);

    /// <summary>Adds to the distances to good patches, in place, half of what each is nearer to a marked one than the offset.</summary>
    public static void Compare(Span<float> toGood, ReadOnlySpan<float> toMarked, float offset)
    {
        TensorPrimitives.MultiplyAdd(toMarked, -Contrast, toGood, toGood);
        TensorPrimitives.Add(toGood, Contrast * offset, toGood);
    }

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
