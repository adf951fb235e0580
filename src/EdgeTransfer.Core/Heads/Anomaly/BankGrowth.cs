using System.Numerics.Tensors;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Mathematics;
using EdgeTransfer.Core.Results;

namespace EdgeTransfer.Core.Heads.Anomaly;

/// <summary>
/// Adds to a memory bank what a good part shows that the bank has not seen: the greedy k-centre step of its training
/// (<see cref="Coreset"/>), gone on with the part's patches until each lies within a radius. Whitening stays as it is, so all
/// other distances stay or fall, never rise.
/// </summary>
public static class BankGrowth
{
    /// <summary>Most rows that one part may bring, however often it is learnt.</summary>
    public const int MaxRowsPerPart = 64;

    /// <summary>Most rows beyond the trained ones, as a share of these: a bank that has changed more is due for a training.</summary>
    public const double MaxShare = 0.1;

    /// <summary>Grows the bank; the same input always gives the same rows, and a part that is covered adds none.</summary>
    /// <param name="head">Left as it is.</param>
    /// <param name="part">Features of the good part, of the head's feature space.</param>
    /// <param name="radius">Map value up to which a patch counts as known, 0 or more.</param>
    /// <param name="grownBefore">Rows that earlier growths have added to the trained bank.</param>
    public static Result<GrownBank> Grow(AnomalyHead head, Features part, double radius, int grownBefore)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(part);
        ArgumentOutOfRangeException.ThrowIfNegative(grownBefore);
        if (part.Dimension != head.Mean.Length || !TensorPrimitives.IsFiniteAll<float>(part.Patches))
        {
            return new Refusal(RefusalKind.Invalid, $"The part's patches are not {head.Mean.Length} finite numbers each.");
        }

        if (!(radius >= 0 && double.IsFinite(radius)))
        {
            return new Refusal(RefusalKind.Invalid, $"A radius of {radius} bounds nothing.");
        }

        // rows · columns × D → n × K
        var points = Whitening.Apply(part.ToMatrix(), head.Mean, head.Projection);
        var toMarked = head.Marked is { } marked ? Distances.ToNearest(points, marked, head.MarkedNorm) : null;
        var scores = ScoresBy(head.Bank, head.BankNorm);
        var known = RowsOf(points, head.Bank);
        var budget = Math.Min(MaxRowsPerPart - known.Count, (int)(MaxShare * (head.Bank.Rows - grownBefore)) - grownBefore);
        List<int> added = [];
        while (added.Count < budget && Farthest(scores, known) is var next && next >= 0 && scores[next] > radius)
        {
            added.Add(next);
            known.Add(next);
            var row = new Matrix(1, points.Columns, points.Row(next).ToArray());
            TensorPrimitives.Min(scores, ScoresBy(row, Distances.SquaredLengths(row)), scores);
        }

        var uncovered = Enumerable.Range(0, scores.Length).Count(i => scores[i] > radius && !known.Contains(i));

        return new GrownBank(added.Count == 0 ? head : new AnomalyHead(head.Mean, head.Projection, Append(head.Bank, points, added), head.Marked, head.MarkedOffset), added.Count, uncovered);

        float[] ScoresBy(Matrix rows, float[] squares)
        {
            var map = Distances.ToNearest(points, rows, squares);
            if (toMarked is not null)
            {
                AnomalyHead.Compare(map, toMarked, head.MarkedOffset);
            }

            return map;
        }
    }

    /// <summary>Patches that are rows of the bank already, bit for bit: they count against the part's limit, and rounding must not add them again.</summary>
    private static HashSet<int> RowsOf(Matrix points, Matrix bank)
    {
        HashSet<int> known = [];
        for (var i = 0; i < points.Rows; i++)
        {
            for (var row = 0; row < bank.Rows; row++)
            {
                if (points.Row(i).SequenceEqual(bank.Row(row)))
                {
                    known.Add(i);
                    break;
                }
            }
        }

        return known;
    }

    /// <summary>The first of the patches that score most; −1 when all are known.</summary>
    private static int Farthest(float[] scores, HashSet<int> known)
    {
        var farthest = -1;
        for (var i = 0; i < scores.Length; i++)
        {
            if (!known.Contains(i) && (farthest < 0 || scores[i] > scores[farthest]))
            {
                farthest = i;
            }
        }

        return farthest;
    }

    private static Matrix Append(Matrix bank, Matrix points, List<int> rows)
    {
        var grown = new Matrix(bank.Rows + rows.Count, bank.Columns);
        bank.Data.CopyTo(grown.Data, 0);
        foreach (var (i, row) in rows.Index())
        {
            points.Row(row).CopyTo(grown.Row(bank.Rows + i));
        }

        return grown;
    }
}
