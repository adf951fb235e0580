using EdgeTransfer.Core.Gates;
using EdgeTransfer.Core.Training;

namespace EdgeTransfer.Core.Messages;

/// <summary>Payload of <c>…/training</c>: how far a training is, or how it ended.</summary>
/// <param name="Training">Id of the training; its row in the database, and its head's manifest, carry it.</param>
/// <param name="Command">Id of the command that asked for it; null when nobody did.</param>
/// <param name="Reason">Why it began.</param>
/// <param name="By">Who asked for it; <c>device</c> when nobody did.</param>
/// <param name="Samples">Samples that it learns from.</param>
/// <param name="Outcome"><c>swapped</c>, <c>waiting</c> (for a person), <c>on_trial</c>, <c>kept</c> (mode manual), <c>not_passed</c>, <c>cancelled</c> or <c>failed</c>; null while it runs.</param>
/// <param name="Head">Version of the challenger; null when none was made.</param>
/// <param name="Detail">The gate's sentence, or why there is no challenger, or why it waits; empty while there is nothing to say.</param>
/// <param name="Gate">The gate's report; null when no gate was asked.</param>
/// <param name="Seconds">Since it began.</param>
/// <param name="Progress">How far it is; null when it has ended.</param>
public sealed record TrainingMessage(
    Guid Training, Guid? Command, TrainingReason Reason, string By, int Samples, string? Outcome, string? Head, string Detail, GateReport? Gate, double Seconds,
    TrainingProgress? Progress)
    : Message(CurrentSchema)
{
    /// <summary>Schema of the payload.</summary>
    public const string CurrentSchema = "edgetransfer/training/1";

    /// <summary>Who asked when nobody did.</summary>
    public const string Device = "device";
}
