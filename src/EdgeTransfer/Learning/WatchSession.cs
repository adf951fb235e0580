using EdgeTransfer.Core.Watching;
using EdgeTransfer.Stations;

namespace EdgeTransfer.Learning;

/// <summary>A running watch or trial of one station.</summary>
internal sealed class WatchSession
{
    private readonly Watch? _watch;
    private readonly Trial? _trial;
    private readonly WatchOptions? _options;
    private readonly (long Skipped, long Failed) _before;

    public WatchSession(Station station, Watch watch, WatchOptions options)
        : this(station) => (_watch, _options) = (watch, options);

    public WatchSession(Station station, Trial trial)
        : this(station) => _trial = trial;

    private WatchSession(Station station) => (Station, _before) = (station, (station.ShadowTally.Skipped, station.ShadowTally.Failed));

    public Station Station { get; }

    public ShadowPurpose Purpose => _watch is null ? ShadowPurpose.Trial : ShadowPurpose.Watch;

    public Watch? Watch => _watch;

    public Trial? Trial => _trial;

    /// <summary>The head whose verdicts count.</summary>
    public string Head => _watch?.Plan.Head ?? _trial!.Plan.Head;

    public string Policy => _watch?.Plan.Policy ?? _trial!.Plan.Policy;

    /// <summary>The silent one.</summary>
    public string Shadow => _watch?.Plan.Previous ?? _trial!.Plan.Challenger;

    public string ShadowPolicy => _watch?.Plan.PreviousPolicy ?? _trial!.Plan.ChallengerPolicy;

    public WatchDecision Decision => _watch?.Decision ?? _trial!.Decision;

    public string? Sentence => _watch is null ? _trial!.Sentence : _watch.Sentence;

    public PairCounts Counts => _watch?.Counts ?? _trial!.Counts;

    public long Faults => _watch?.Faults ?? 0;

    public long Skipped => Station.ShadowTally.Skipped - _before.Skipped;

    public long Failed => Station.ShadowTally.Failed - _before.Failed;

    /// <summary>Whether it has seen something that is not stored yet.</summary>
    public bool IsChanged { get; set; } = true;

    /// <summary>Takes in a part of its two heads; false for any other, such as one that was judged before the swap.</summary>
    public bool Add(in ShadowOutcome outcome)
    {
        if (outcome.Head != Head || outcome.Shadow != Shadow || Decision != WatchDecision.GoesOn)
        {
            return false;
        }

        IsChanged = true;
        if (outcome.IsFault)
        {
            _watch?.AddFault();
            return false;
        }

        if (outcome.Inspection.Judges.Policy != Policy)
        {
            Overtake($"policy {outcome.Inspection.Judges.Policy} has come into force, and nothing is predicted of it");
            return false;
        }

        _watch?.Add(outcome.Pair, outcome.Took, outcome.ShadowTook);
        _trial?.Add(outcome.Pair);
        return true;
    }

    /// <summary>Ends it when its time is over or another head judges.</summary>
    public void Look(DateTimeOffset now)
    {
        if (Station.Slot.HeadVersion is var judging && judging != Head)
        {
            Overtake(judging is null ? "it does not judge any more" : $"head {judging} judges by now");
        }

        _watch?.Look(now);
        _trial?.Look(now);
    }

    public void Overtake(string reason)
    {
        _watch?.Overtake(reason);
        _trial?.Overtake(reason);
        IsChanged = true;
    }

    public string Json() => WatchJson.Write(_watch is null ? WatchRecord.Of(_trial!) : WatchRecord.Of(_watch, _options!));
}
