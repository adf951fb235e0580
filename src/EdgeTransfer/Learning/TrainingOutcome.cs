using EdgeTransfer.Core.Gates;
using EdgeTransfer.Core.Registry;

namespace EdgeTransfer.Learning;

/// <summary>How a training ended.</summary>
/// <param name="Word"><c>swapped</c>, <c>waiting</c>, <c>on_trial</c>, <c>kept</c>, <c>not_passed</c>, <c>cancelled</c> or <c>failed</c>.</param>
/// <param name="Head">Version of the challenger; null when none was made.</param>
/// <param name="Detail">The gate's sentence, or why there is no challenger.</param>
/// <param name="Report">Null when no gate was asked.</param>
internal sealed record TrainingOutcome(string Word, string? Head, string Detail, GateReport? Report)
{
    public const string Swapped = "swapped";
    public const string Cancelled = "cancelled";

    /// <summary>Who cancelled it; null when nobody did. Apart from the detail, which is kept for ever and names nobody.</summary>
    public string? CancelledBy { get; private init; }

    /// <summary>The detail for those who ask now.</summary>
    public string Told => CancelledBy is null ? Detail : $"By {CancelledBy}: {Detail}";

    public static TrainingOutcome OfCancel(string by) =>
        new(Cancelled, null, "it was cancelled; the champion goes on, and its labels are learnt by the next training.", null) { CancelledBy = by };

    /// <summary>How a training ended whose head stands in this state after its gate.</summary>
    public static string WordOf(HeadState state) => state switch
    {
        HeadState.Active or HeadState.Retired => Swapped,
        HeadState.Waiting => "waiting",
        HeadState.OnTrial => "on_trial",
        HeadState.NotPassed => "not_passed",
        _ => "kept",
    };

    public static TrainingOutcome Failed(string detail, string? head = null) => new("failed", head, detail, null);
}
