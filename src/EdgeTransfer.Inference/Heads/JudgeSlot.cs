using EdgeTransfer.Core.Policies;

namespace EdgeTransfer.Inference.Heads;

/// <summary>
/// Holds the head and policy that judge now. Publishing replaces one reference; readers never wait, and each part sees
/// exactly one pair (law 3).
/// </summary>
public sealed class JudgeSlot : IDisposable
{
    private Pair? _current;

    /// <summary>Version of the head that judges now; null before the first.</summary>
    public string? HeadVersion => Volatile.Read(ref _current)?.Head.Manifest.Version;

    /// <summary>Replaces head and policy; the slot owns the head from here on. The former head is freed with its last lease.</summary>
    public void Publish(ServedHead head, Policy policy)
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(policy);
        if (policy.Head != head.Manifest.Version)
        {
            throw new ArgumentException($"Policy {policy.Version} was laid on head {policy.Head}, not on {head.Manifest.Version}.", nameof(policy));
        }

        Interlocked.Exchange(ref _current, new Pair(head, policy))?.Head.Release();
    }

    /// <summary>
    /// Replaces the policy alone; the head stays the slot's, and its use moves from pair to pair. A part that has its lease already is
    /// judged by the former policy.
    /// </summary>
    /// <returns>False, with nothing changed, when another head (or none) judges than the one that the policy was laid on.</returns>
    public bool TryPublish(Policy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        while (Current is { } pair && pair.Head.Manifest.Version == policy.Head)
        {
            if (TryMove(pair, policy))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Takes the present pair; null before the first head.</summary>
    public JudgeLease? Lease()
    {
        while (Volatile.Read(ref _current) is { } pair)
        {
            // Between reading and acquiring, a swap may have freed the head: then the reference has moved on, read it again.
            if (pair.Head.TryAcquire())
            {
                return new JudgeLease(pair.Head, pair.Policy);
            }
        }

        return null;
    }

    /// <summary>Whether head and policy of a lease are those that judge now.</summary>
    public bool Holds(JudgeLease lease) => Current is { } pair && lease == new JudgeLease(pair.Head, pair.Policy);

    /// <inheritdoc/>
    public void Dispose() => Interlocked.Exchange(ref _current, null)?.Head.Release();

    /// <summary>The present pair, as one reading saw it.</summary>
    internal Pair? Current => Volatile.Read(ref _current);

    /// <summary>Only in place of the pair that was read: a swap in between has released its head, which must not come back.</summary>
    internal bool TryMove(Pair seen, Policy policy) => ReferenceEquals(Interlocked.CompareExchange(ref _current, new Pair(seen.Head, policy), seen), seen);

    internal sealed record Pair(ServedHead Head, Policy Policy);
}
