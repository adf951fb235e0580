using EdgeTransfer.Core.Policies;

namespace EdgeTransfer.Inference.Heads;

/// <summary>One part's hold on the head and policy that judge it. Dispose it after the verdict.</summary>
public readonly struct JudgeLease : IDisposable, IEquatable<JudgeLease>
{
    internal JudgeLease(ServedHead head, Policy policy) => (Head, Policy) = (head, policy);

    /// <summary>The head; its tensors stay until the lease ends.</summary>
    public ServedHead Head { get; }

    /// <summary>The bands that belong to it.</summary>
    public Policy Policy { get; }

    /// <inheritdoc/>
    public void Dispose() => Head.Release();

    /// <inheritdoc/>
    public bool Equals(JudgeLease other) => ReferenceEquals(Head, other.Head) && ReferenceEquals(Policy, other.Policy);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is JudgeLease other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Head, Policy);

    /// <summary>Same head and policy.</summary>
    public static bool operator ==(JudgeLease left, JudgeLease right) => left.Equals(right);

    /// <summary>Other head or policy.</summary>
    public static bool operator !=(JudgeLease left, JudgeLease right) => !left.Equals(right);
}
