namespace EdgeTransfer.Core.Heads.Anomaly;

/// <summary>A memory bank that knows which image each row came from.</summary>
/// <param name="Head">The head that judges with it.</param>
/// <param name="Owners">For each row the number of its image in the order learnt, ascending.</param>
public sealed record LearntBank(AnomalyHead Head, IReadOnlyList<int> Owners)
{
    /// <summary>
    /// The rows of one part: judged without them, a learnt image scores as if it were unseen. The greedy choice would have taken a few
    /// other rows in their place; they are one part's share of the bank. None when the bank has no others.
    /// </summary>
    /// <param name="first">First image of the part in the order learnt.</param>
    /// <param name="last">Its last image.</param>
    public Range RowsOf(int first, int last)
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
