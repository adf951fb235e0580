using EdgeTransfer.Core.Policies;

namespace EdgeTransfer.Core.Messages;

/// <summary>Payload of <c>…/model</c>, retained: the head that judges now.</summary>
/// <param name="Head">Version of the head; null while the station is not taught.</param>
/// <param name="Parent">The head before.</param>
/// <param name="Classes">Classes that it knows.</param>
/// <param name="Policy">The bands in force.</param>
/// <param name="ActivatedAt">When it began to judge, UTC.</param>
/// <param name="Gate">What the gate said of it, in words, or why nothing judges; null when no gate was asked.</param>
public sealed record ModelMessage(
    string? Head, string? Parent, IReadOnlyList<string> Classes, Policy? Policy, DateTimeOffset ActivatedAt, string? Gate)
    : Message(CurrentSchema)
{
    /// <summary>Schema of the payload.</summary>
    public const string CurrentSchema = "edgetransfer/model/1";

    /// <summary>Who wanted the head that judges; <c>device</c> when nobody asked.</summary>
    public string? ActivatedBy { get; init; }

    /// <summary>The head that <c>rollback</c> would go back to; null when there is none.</summary>
    public string? Previous { get; init; }

    /// <summary>The reference that gates compare with; null before the first head.</summary>
    public string? Pinned { get; init; }

    /// <summary>The head that waits for a person; null when none does.</summary>
    public WaitingHead? Waiting { get; init; }
}
