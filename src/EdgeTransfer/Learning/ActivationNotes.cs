using EdgeTransfer.Storage.Commands;

namespace EdgeTransfer.Learning;

/// <summary>What is written in one transaction with an activation, beside it.</summary>
internal sealed record ActivationNotes
{
    /// <summary>The head that must judge until then; null: whichever does.</summary>
    public string? From { get; init; }

    /// <summary>Why the head that is replaced may not come back by itself.</summary>
    public string? Bar { get; init; }

    /// <summary>The answer to the command that asked for it.</summary>
    public StoredReply? Reply { get; init; }
}
