namespace EdgeTransfer.Core.Watching;

/// <summary>What a watch compares: two heads, and how often the gate's lockbox parts let expect them to disagree.</summary>
/// <remarks>
/// Both predictions are shares of the parts that the previous head judged alike, not of all: what is kept and labelled is chosen by
/// verdict (rejected parts all, good ones a few), so shares of all lockbox parts would say little of the line. Labels do not matter for
/// them: a defect that the new head finds and the previous one passed is a disagreement as well.
/// </remarks>
/// <param name="Head">The head that judges since the swap.</param>
/// <param name="Policy">Its policy: where a person moves the bands, the prediction is void.</param>
/// <param name="Previous">The head that judged before.</param>
/// <param name="PreviousPolicy">Its policy then.</param>
/// <param name="Passed">Of lockbox parts that the previous head does not pass: those that the new one passes.</param>
/// <param name="Rejected">Of lockbox parts that the previous head passes: those that the new one does not pass.</param>
/// <param name="Started">UTC.</param>
public sealed record WatchPlan(
    string Head, string Policy, string Previous, string PreviousPolicy, Prediction Passed, Prediction Rejected, DateTimeOffset Started)
{
    /// <summary>Both predictions from verdicts on lockbox parts; the new head is the active one of each pair.</summary>
    public static (Prediction Passed, Prediction Rejected) Predict(IEnumerable<VerdictPair> lockbox)
    {
        ArgumentNullException.ThrowIfNull(lockbox);
        var counts = lockbox.Aggregate(default(PairCounts), (all, pair) => all.With(pair));
        return (
            new((int)counts.OnlyActivePasses, (int)(counts.OnlyActivePasses + counts.NeitherPasses)),
            new((int)counts.OnlyShadowPasses, (int)(counts.OnlyShadowPasses + counts.BothPass)));
    }
}
