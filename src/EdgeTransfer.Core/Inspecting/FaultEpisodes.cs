namespace EdgeTransfer.Core.Inspecting;

/// <summary>
/// Turns a run of parts that could not be inspected into one notice at its begin and one, with the count, at its end:
/// an operator needs to hear of a state once, not once a part.
/// </summary>
public sealed class FaultEpisodes
{
    private NotInspectedReason _reason;
    private DateTimeOffset _since;
    private long _count;

    /// <summary>Takes in the next part of the station and gives the notices that it causes, at most an end and a begin.</summary>
    public IReadOnlyList<FaultNotice> Next(NotInspectedReason reason, string? detail, DateTimeOffset at)
    {
        if (reason == _reason)
        {
            _count++;
            return [];
        }

        List<FaultNotice> notices = [];
        if (_reason != NotInspectedReason.None)
        {
            notices.Add(new(FaultPhase.End, _reason, null, _since, _count));
        }

        if (reason != NotInspectedReason.None)
        {
            notices.Add(new(FaultPhase.Begin, reason, detail, at, 1));
        }

        (_reason, _since, _count) = (reason, at, 1);
        return notices;
    }
}
