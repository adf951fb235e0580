using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Watching;

namespace EdgeTransfer.Inference.Heads;

/// <summary>One part's hold on the head that judges it silently. Dispose it after that.</summary>
public readonly record struct ShadowLease : IDisposable
{
    internal ShadowLease(ServedHead head, Policy policy, ShadowPurpose purpose) => (Head, Policy, Purpose) = (head, policy, purpose);

    /// <summary>The head; its tensors stay until the lease ends.</summary>
    public ServedHead Head { get; }

    /// <summary>The bands that belong to it.</summary>
    public Policy Policy { get; }

    /// <summary>Why it judges.</summary>
    public ShadowPurpose Purpose { get; }

    /// <inheritdoc/>
    public void Dispose() => Head.Release();
}
