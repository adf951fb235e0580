namespace EdgeTransfer.Core.Registry;

/// <summary>
/// What is to be done at start when the pointer on the disk and the history disagree. The history is written first, in one transaction, and
/// the pointer follows: a pointer that lags is moved on. A pointer that is ahead of the history tells of a database that was restored
/// from a backup, or of heads that an older release activated: the history takes it in.
/// </summary>
public static class PointerCheck
{
    /// <summary>What is to be done.</summary>
    /// <param name="pointed">Head that the pointer names; null when there is none or it cannot be read.</param>
    /// <param name="sequence">Line of the history that the pointer names; null in one that an older release wrote.</param>
    /// <param name="last">Last line of the history; null when it is empty.</param>
    public static PointerRepair Decide(string? pointed, long? sequence, Activation? last) => (pointed, last) switch
    {
        (null, null) => PointerRepair.None,
        (null, _) => PointerRepair.MovePointer,
        (_, null) => PointerRepair.AdoptPointer,
        _ when sequence is null => pointed == last.Version ? PointerRepair.MovePointer : PointerRepair.AdoptPointer,
        _ when sequence > last.Sequence => PointerRepair.AdoptPointer,
        _ when sequence < last.Sequence || pointed != last.Version => PointerRepair.MovePointer,
        _ => PointerRepair.None,
    };
}
