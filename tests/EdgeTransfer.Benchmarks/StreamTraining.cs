using EdgeTransfer.Core.Gates;

namespace EdgeTransfer.Benchmarks;

/// <summary>How a training ended.</summary>
/// <param name="Outcome">As the training topic says it.</param>
/// <param name="Ruling">What the operator did: approved, overridden or left.</param>
/// <param name="Detail">In words.</param>
/// <param name="Gate">The gate's report; null when no gate was asked.</param>
internal sealed record StreamTraining(string Outcome, string Ruling, string Detail, GateReport? Gate)
{
    /// <summary>Decision, held-out parts, and what the operator did.</summary>
    public string Sentence => Gate is null
        ? $"{Outcome}, {Ruling}: {Detail}"
        : FormattableString.Invariant(
            $"{Gate.Decision} ({Gate.Challenger.EscapeRate.Events} of {Gate.Challenger.EscapeRate.Parts} held-out defects missed, {Gate.Challenger.FalseRejectRate.Events} of {Gate.Challenger.FalseRejectRate.Parts} good rejected), {Ruling}");
}
