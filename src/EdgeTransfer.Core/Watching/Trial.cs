namespace EdgeTransfer.Core.Watching;

/// <summary>
/// Counts on how many parts of the line a challenger would say otherwise than the head that judges. Nothing is known of the truth of
/// these parts, so it decides nothing: a person looks at those that the two disagree on. Not for concurrent use.
/// </summary>
public sealed class Trial
{
    private PairCounts _counts;

    /// <summary>Begins, or goes on where it stood.</summary>
    public Trial(TrialPlan plan, TrialState? state = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(plan.Parts, nameof(plan));
        Plan = plan;
        if (state is not null)
        {
            (Decision, Sentence, _counts) = (state.Decision, state.Sentence, state.Counts);
        }
    }

    /// <summary>What it compares.</summary>
    public TrialPlan Plan { get; }

    /// <summary>Where it stands; never <see cref="WatchDecision.RollBack"/>.</summary>
    public WatchDecision Decision { get; private set; }

    /// <summary>What came out, in words; null while it goes on.</summary>
    public string? Sentence { get; private set; }

    /// <summary>Verdicts so far; the challenger is the shadow.</summary>
    public PairCounts Counts => _counts;

    /// <summary>All that it has seen.</summary>
    public TrialState State => new(Decision, Sentence, _counts);

    /// <summary>A part that both heads judged.</summary>
    public WatchDecision Add(VerdictPair pair)
    {
        if (Decision != WatchDecision.GoesOn)
        {
            return Decision;
        }

        _counts = _counts.With(pair);
        return _counts.Parts < Plan.Parts ? Decision : End(WatchDecision.Passed, Describe());
    }

    /// <summary>Ends it when its time is over.</summary>
    public WatchDecision Look(DateTimeOffset now) => Decision == WatchDecision.GoesOn && now - Plan.Started >= Plan.Within
        ? End(WatchDecision.Passed, $"the trial's time is over; {Describe()}")
        : Decision;

    /// <summary>Ends it because the head that judges is another one, or has other bands.</summary>
    public WatchDecision Overtake(string reason) => Decision == WatchDecision.GoesOn ? End(WatchDecision.Overtaken, reason) : Decision;

    private string Describe() =>
        $"of {_counts.Parts} parts it would have passed {_counts.OnlyShadowPasses} that head {Plan.Head} did not pass, and not passed {_counts.OnlyActivePasses} that it passed";

    private WatchDecision End(WatchDecision decision, string reason)
    {
        Sentence = $"Challenger {Plan.Challenger}: {reason}.";
        return Decision = decision;
    }
}
