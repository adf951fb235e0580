using EdgeTransfer.Core.Registry;
using EdgeTransfer.Storage.Commands;
using EdgeTransfer.Storage.Policies;

namespace EdgeTransfer.Storage.Heads;

/// <summary>All that one activation writes, in one transaction.</summary>
/// <param name="Product">The product.</param>
/// <param name="Warrant">The right to it, and whom it holds for.</param>
/// <param name="Policy">The policy that comes into force with the head; appended unless it is there.</param>
/// <param name="At">UTC.</param>
public sealed record ActivationOrder(string Product, Warrant Warrant, PolicyRow Policy, DateTimeOffset At)
{
    /// <summary>The head that must be the active one; null: whichever is.</summary>
    public string? From { get; init; }

    /// <summary>Why the head that it replaces may not come back by itself; null when it may.</summary>
    public string? Bar { get; init; }

    /// <summary>The answer to the command that asked for it; null when none did.</summary>
    public StoredReply? Reply { get; init; }
}
