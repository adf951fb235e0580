using System.Globalization;

namespace EdgeTransfer.Core.Watching;

/// <summary>
/// Decides after a swap whether the new head is what the gate promised, while the previous head judges the same parts in shadow.
/// Four tests run at once: parts that the new head alone passes (possible escapes), parts that it alone does not pass (possible false
/// rejects), faults of judging, slow judging. Each may alarm without cause with a quarter of α; of the first two quarters half pays for
/// the uncertainty of the prediction (the allowed rate is its upper bound), half for looking after each part.
/// </summary>
/// <remarks>
/// Disagreements in the predicted amount are explained and cost nothing, however many they are: where the gate saw false rejects fall,
/// they are expected to. Without a prediction a kind of disagreement is counted and not judged. Not for concurrent use.
/// </remarks>
public sealed class Watch
{
    private const int Tests = 4;

    private readonly WatchOptions _options;
    private readonly ExcessTest _passed;
    private readonly ExcessTest _rejected;
    private readonly ExcessTest _faults;
    private readonly ExcessTest _slow;
    private PairCounts _counts;

    /// <summary>Begins, or goes on where it stood.</summary>
    public Watch(WatchPlan plan, WatchOptions options, WatchState? state = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(options);
        (Plan, _options) = (plan, options);
        var share = options.Alpha / Tests;
        _passed = new(plan.Passed.Upper(1 - (share / 2)), options.PassedExcess, share / 2, options.Parts, state?.Passed);
        _rejected = new(plan.Rejected.Upper(1 - (share / 2)), options.RejectedExcess, share / 2, options.Parts, state?.Rejected);
        _faults = new(options.FaultRate, options.FaultExcess, share, options.Parts, state?.Faults);
        _slow = new(options.SlowShare, options.SlowShare, share, options.Parts, state?.Slow);
        if (state is not null)
        {
            (Decision, Sentence, _counts) = (state.Decision, state.Sentence, state.Counts);
        }
    }

    /// <summary>What it compares.</summary>
    public WatchPlan Plan { get; }

    /// <summary>Where it stands.</summary>
    public WatchDecision Decision { get; private set; }

    /// <summary>The decision in words; null while it goes on.</summary>
    public string? Sentence { get; private set; }

    /// <summary>Verdicts so far; the new head is the active one.</summary>
    public PairCounts Counts => _counts;

    /// <summary>Parts whose judging by the new head failed.</summary>
    public long Faults => _faults.Events;

    /// <summary>All that it has seen.</summary>
    public WatchState State => new(Decision, Sentence, _counts, _passed.State, _rejected.State, _faults.State, _slow.State);

    /// <summary>A part that both heads judged.</summary>
    /// <param name="pair">Both verdicts; the new head is the active one.</param>
    /// <param name="active">Time that the new head took.</param>
    /// <param name="shadow">Time that the previous head took.</param>
    public WatchDecision Add(VerdictPair pair, TimeSpan active, TimeSpan shadow)
    {
        if (Decision != WatchDecision.GoesOn)
        {
            return Decision;
        }

        _counts = _counts.With(pair);
        if (pair.ShadowPasses ? _rejected.Add(!pair.ActivePasses) : _passed.Add(pair.ActivePasses))
        {
            return End(WatchDecision.RollBack, pair.ShadowPasses
                ? $"possible false rejects that the gate did not predict: {Describe(_rejected, Plan.Rejected, passes: false)}"
                : $"possible escapes that the gate did not predict: {Describe(_passed, Plan.Passed, passes: true)}");
        }

        if (_slow.Add(active > (shadow * _options.LatencyFactor) + _options.LatencySlack))
        {
            return End(WatchDecision.RollBack, string.Create(
                CultureInfo.InvariantCulture,
                $"it judges slowly: on {_slow.Events} of {_slow.Trials} parts it takes more than {_options.LatencyFactor:0.##} times what head {Plan.Previous} takes"));
        }

        _faults.Add(false);
        return _counts.Parts < _options.Parts ? Decision : End(WatchDecision.Passed, $"nothing unexplained on {_counts.Parts} parts: {Describe()}");
    }

    /// <summary>A part whose judging by the new head failed.</summary>
    public WatchDecision AddFault() => Decision == WatchDecision.GoesOn && _faults.Add(true)
        ? End(WatchDecision.RollBack, $"judging failed on {_faults.Events} of {_faults.Trials} parts")
        : Decision;

    /// <summary>Ends it when its time is over.</summary>
    public WatchDecision Look(DateTimeOffset now) => Decision == WatchDecision.GoesOn && now - Plan.Started >= _options.Within
        ? End(WatchDecision.Passed, $"its time is over, with nothing unexplained on {_counts.Parts} parts of the {_options.Parts} that were wanted: {Describe()}")
        : Decision;

    /// <summary>Ends it because what was predicted does not hold any more.</summary>
    public WatchDecision Overtake(string reason) => Decision == WatchDecision.GoesOn ? End(WatchDecision.Overtaken, reason) : Decision;

    private WatchDecision End(WatchDecision decision, string reason)
    {
        Sentence = $"Head {Plan.Head}: {reason}.";
        return Decision = decision;
    }

    private string Describe() => $"{Describe(_passed, Plan.Passed, passes: true)}; {Describe(_rejected, Plan.Rejected, passes: false)}";

    private string Describe(ExcessTest test, Prediction prediction, bool passes)
    {
        var seen = $"of {test.Trials} parts that head {Plan.Previous} {(passes ? "does not pass" : "passes")} it {(passes ? "passes" : "does not pass")} {test.Events}";
        return seen + (test.CanSee, prediction.Trials) switch
        {
            (_, 0) => ", which cannot be judged: no such part is in the lockbox",
            (false, _) => $", predicted was {prediction.Events} of {prediction.Trials}, which leaves no room for an excess",
            _ => string.Create(CultureInfo.InvariantCulture, $", predicted was {prediction.Events} of {prediction.Trials}, at most {100 * test.Allowed:0.0} %"),
        };
    }
}
