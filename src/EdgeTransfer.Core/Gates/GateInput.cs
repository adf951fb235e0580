namespace EdgeTransfer.Core.Gates;

/// <summary>What a gate judges by.</summary>
public sealed record GateInput
{
    /// <summary>All lockbox parts, or their images.</summary>
    public required IReadOnlyCollection<HeldOutVerdict> Lockbox { get; init; }

    /// <summary>All golden parts, or their images.</summary>
    public IReadOnlyCollection<GoldenVerdict> Golden { get; init; } = [];

    /// <summary>What earlier gates on this lockbox spent, oldest first.</summary>
    public IReadOnlyList<GateSpend> History { get; init; } = [];

    /// <summary>Errors on parts that the challenger learnt from, each judged by heads that had not; an estimate, shown when nothing is proven.</summary>
    public Counts? OutOfFold { get; init; }

    /// <summary>Whether the challenger judges in time; null when nobody measured.</summary>
    public GateProof? Latency { get; init; }

    /// <summary>Whether the golden vectors hold with the challenger; null when nobody checked.</summary>
    public GateProof? GoldenVectors { get; init; }
}
