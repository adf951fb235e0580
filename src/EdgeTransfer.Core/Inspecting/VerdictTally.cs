namespace EdgeTransfer.Core.Inspecting;

/// <summary>Counts of a station since its start. Written by one thread, read by any.</summary>
public sealed class VerdictTally
{
    private readonly long[] _verdicts = new long[Enum.GetValues<Verdict>().Length];
    private readonly long[] _reasons = new long[Enum.GetValues<NotInspectedReason>().Length];
    private long _triggers;

    /// <summary>Triggers numbered.</summary>
    public long Triggers => Interlocked.Read(ref _triggers);

    /// <summary>A trigger has been numbered.</summary>
    public void AddTrigger() => Interlocked.Increment(ref _triggers);

    /// <summary>A verdict has been given.</summary>
    public void Add(Verdict verdict, NotInspectedReason reason)
    {
        Interlocked.Increment(ref _verdicts[(int)verdict]);
        if (verdict == Verdict.NotInspected)
        {
            Interlocked.Increment(ref _reasons[(int)reason]);
        }
    }

    /// <summary>Parts with this verdict.</summary>
    public long Of(Verdict verdict) => Interlocked.Read(ref _verdicts[(int)verdict]);

    /// <summary>Parts that were not inspected, by reason; reasons that did not occur are left out.</summary>
    public IReadOnlyDictionary<NotInspectedReason, long> Reasons() =>
        Enum.GetValues<NotInspectedReason>().Select(r => (Reason: r, Count: Interlocked.Read(ref _reasons[(int)r])))
            .Where(r => r.Count > 0).ToDictionary(r => r.Reason, r => r.Count);
}
