using EdgeTransfer.Core.Watching;

namespace EdgeTransfer.Core.Messages;

/// <summary>Payload of <c>…/watch</c>: a second head that judges the same parts silently.</summary>
/// <param name="Purpose"><c>watch</c>: the previous head after a swap; <c>trial</c>: a challenger before it may be activated.</param>
/// <param name="Head">The head whose verdicts count.</param>
/// <param name="Shadow">The silent one.</param>
/// <param name="Decision"><c>goes_on</c>, <c>passed</c>, <c>roll_back</c> or <c>overtaken</c>.</param>
/// <param name="Sentence">The decision in words; null while it goes on.</param>
/// <param name="Counts">Parts that both judged.</param>
/// <param name="Faults">Parts on which the head that counts failed.</param>
/// <param name="Skipped">Parts that the silent head was not asked about, since its start or the service's, because others were waiting.</param>
/// <param name="Failed">Likewise, because it failed or its answer could not be taken.</param>
public sealed record WatchMessage(
    ShadowPurpose Purpose, string Head, string Shadow, WatchDecision Decision, string? Sentence,
    PairCounts Counts, long Faults, long Skipped, long Failed)
    : Message(CurrentSchema)
{
    /// <summary>Schema of the payload.</summary>
    public const string CurrentSchema = "edgetransfer/watch/1";
}
