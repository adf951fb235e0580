using EdgeTransfer.Core.Gates;

namespace EdgeTransfer.Benchmarks;

/// <summary>How a training ended.</summary>
/// <param name="Outcome">As the training topic says it.</param>
/// <param name="Ruling">What the operator did: overridden or approved, perhaps pinned, or left.</param>
/// <param name="Detail">In words.</param>
/// <param name="Gate">The gate's report; null when no gate was asked.</param>
internal sealed record StreamTraining(string Outcome, string Ruling, string Detail, GateReport? Gate)
{
    /// <summary>Decision, what it counted on held-out parts of the challenger, the champion and the pinned reference, and what the operator did.</summary>
    public string Sentence => Gate is null
        ? $"{Outcome}, {Ruling}: {Detail}"
        : $"{Gate.Decision}: of the held-out it {Counts(Gate.Challenger)}{Others}; {Ruling}";

    private string Others => string.Concat(new[] { ("the present head", Gate!.Champion), ("the pinned one", Gate.Reference) }
        .Where(o => o.Item2 is not null).Select(o => $", {o.Item1} {Counts(o.Item2!)}"));

    private static string Counts(HeadRates rates) =>
        $"misses {rates.EscapeRate.Events} of {rates.EscapeRate.Parts} defects and rejects {rates.FalseRejectRate.Events} of {rates.FalseRejectRate.Parts} good";
}
