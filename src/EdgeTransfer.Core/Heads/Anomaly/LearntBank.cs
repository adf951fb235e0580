using EdgeTransfer.Core.Mathematics;

namespace EdgeTransfer.Core.Heads.Anomaly;

/// <summary>A memory bank that knows which image each row came from, and what would have been chosen without that image.</summary>
/// <param name="Head">The head that judges with it.</param>
/// <param name="Owners">For each row the number of its image in the order learnt, ascending.</param>
/// <param name="StandIns">For each image the patches that would have been chosen in place of its rows, whitened, with their images.</param>
public sealed record LearntBank(AnomalyHead Head, IReadOnlyList<int> Owners, IReadOnlyList<StandIn> StandIns)
{
    /// <summary>
    /// Distances to good of a learnt image's patches as if its part were unseen: judged without the rows of the part's images and with
    /// their stand-ins. A bank that has no other rows judges with them.
    /// </summary>
    /// <param name="patches">n × D.</param>
    /// <param name="first">First image of the part in the order learnt.</param>
    /// <param name="last">Its last image.</param>
    internal float[] JudgeUnseen(Matrix patches, int first, int last)
    {
        var rows = RowsOf(first, last);
        if (rows.Equals(default))
        {
            return Head.Judge(patches);
        }

        var points = Whitening.Apply(patches, Head.Mean, Head.Projection);
        var map = Distances.ToNearest(points, Head.Bank, Head.BankNorm, rows);
        for (var image = first; image <= last; image++)
        {
            if (StandIns[image].Without(first, last) is { Rows: > 0 } others)
            {
                System.Numerics.Tensors.TensorPrimitives.Min<float>(map, Distances.ToNearest(points, others, Distances.SquaredLengths(others)), map);
            }
        }

        return map;
    }

    /// <summary>The rows of one part; none when the bank has no others.</summary>
    internal Range RowsOf(int first, int last)
    {
        var (begin, end) = (Position(first), Position(last + 1));
        return end - begin == Owners.Count ? default : begin..end;
    }

    /// <summary>First row that belongs to an image numbered <paramref name="image"/> or higher.</summary>
    private int Position(int image)
    {
        var (low, high) = (0, Owners.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Owners[middle] < image ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
