namespace EdgeTransfer.Stations;

/// <summary>Parts that a silent head was not asked about, or in vain. Written by one thread, read by any.</summary>
internal sealed class ShadowTally
{
    private long _skipped;
    private long _failed;

    /// <summary>Parts left out because others were waiting.</summary>
    public long Skipped => Interlocked.Read(ref _skipped);

    /// <summary>Parts on which it failed, or whose answer could not be taken.</summary>
    public long Failed => Interlocked.Read(ref _failed);

    public void Skip() => Interlocked.Increment(ref _skipped);

    public void Fail() => Interlocked.Increment(ref _failed);
}
