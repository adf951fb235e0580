using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Watching;

namespace EdgeTransfer.Inference.Heads;

/// <summary>
/// Holds the head that judges silently beside the active one, counted like <see cref="JudgeSlot"/>; what happens here never touches
/// the active head.
/// </summary>
public sealed class ShadowSlot : IDisposable
{
    private Entry? _current;

    /// <summary>Version of the silent head; null when none judges.</summary>
    public string? HeadVersion => Volatile.Read(ref _current)?.Head.Manifest.Version;

    /// <summary>Replaces what is there; the slot owns one use of the head from here on: that of a head just loaded, or a lease's that is not ended.</summary>
    public void Publish(ServedHead head, Policy policy, ShadowPurpose purpose)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(policy);
        if (policy.Head != head.Manifest.Version)
        {
            throw new ArgumentException($"Policy {policy.Version} was laid on head {policy.Head}, not on {head.Manifest.Version}.", nameof(policy));
        }

        Interlocked.Exchange(ref _current, new Entry(head, policy, purpose))?.Head.Release();
    }

    /// <summary>No head judges silently any more.</summary>
    public void Withdraw() => Interlocked.Exchange(ref _current, null)?.Head.Release();

    /// <summary>Takes the present head; null when none judges silently.</summary>
    public ShadowLease? Lease()
    {
        while (Volatile.Read(ref _current) is { } entry)
        {
            // Between reading and acquiring it may have been replaced and freed: then the reference has moved on, read it again.
            if (entry.Head.TryAcquire())
            {
                return new ShadowLease(entry.Head, entry.Policy, entry.Purpose);
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose() => Withdraw();

    private sealed record Entry(ServedHead Head, Policy Policy, ShadowPurpose Purpose);
}
