using EdgeTransfer.Core.Watching;

namespace EdgeTransfer.Core.Gates;

/// <summary>What the lockbox lets expect of the line when the challenger takes the champion's place; the watch holds it to that.</summary>
/// <param name="Champion">The head that judged then.</param>
/// <param name="Passed">Of parts that the champion does not pass: those that the challenger passes.</param>
/// <param name="Rejected">Of parts that the champion passes: those that the challenger does not pass.</param>
public sealed record GatePrediction(string Champion, Prediction Passed, Prediction Rejected)
{
    /// <summary>The prediction from verdicts on lockbox parts.</summary>
    public static GatePrediction Of(string champion, IEnumerable<HeldOutVerdict> lockbox)
    {
        var (passed, rejected) = WatchPlan.Predict(lockbox.Where(v => v.Champion is not null).Select(v => new VerdictPair(v.Challenger, v.Champion!.Value)));
        return new(champion, passed, rejected);
    }
}
