namespace EdgeTransfer.Core.Inspecting;

/// <summary>A station's counts of some time back, so that what came within the last hour can be told without a mark on each part.</summary>
/// <param name="span">How far back it can tell.</param>
/// <param name="step">Time between two looks that are kept; windows are longer by that much at most.</param>
public sealed class TallyHistory(TimeSpan span, TimeSpan step)
{
    private readonly LinkedList<(TimeSpan At, TallyCounts Counts)> _looks = [];

    /// <summary>Takes in the counts of this moment.</summary>
    /// <param name="now">On a clock that nobody sets.</param>
    /// <param name="counts">Never less than before.</param>
    public void Add(TimeSpan now, TallyCounts counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (_looks.Last is { } last && now - last.Value.At < step)
        {
            return;
        }

        _looks.AddLast((now, counts));
        while (_looks.First!.Next is { } second && now - second.Value.At >= span)
        {
            _looks.RemoveFirst();
        }
    }

    /// <summary>What came within a time before now; all of it when the station has not run for as long.</summary>
    public TallyCounts Within(TimeSpan now, TallyCounts counts, TimeSpan back)
    {
        ArgumentNullException.ThrowIfNull(counts);
        for (var look = _looks.Last; look is not null; look = look.Previous)
        {
            if (now - look.Value.At >= back)
            {
                return counts.Since(look.Value.Counts);
            }
        }

        return counts;
    }
}
