using EdgeTransfer.Core.Gates;

namespace EdgeTransfer.Core.Messages;

/// <summary>Payload of <c>…/training</c>: how a training ended.</summary>
/// <param name="Schema"><c>edgetransfer/training/1</c>.</param>
/// <param name="Station">The station.</param>
/// <param name="Command">Id of the command that asked for it.</param>
/// <param name="Outcome"><c>swapped</c>, <c>waiting</c> (for a person), <c>on_trial</c>, <c>kept</c> (mode manual), <c>not_passed</c> or <c>failed</c>.</param>
/// <param name="Head">Version of the challenger; null when none was made.</param>
/// <param name="Detail">The gate's sentence, or why there is no challenger.</param>
/// <param name="Gate">Counts; null when no gate was asked.</param>
/// <param name="Seconds">From the command to the outcome.</param>
public sealed record TrainingMessage(
    string Schema, string Station, Guid Command, string Outcome, string? Head, string Detail, GateReport? Gate, double Seconds)
{
    /// <summary>Schema of the payload.</summary>
    public const string CurrentSchema = "edgetransfer/training/1";
}
