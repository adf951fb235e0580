namespace EdgeTransfer.Benchmarks;

/// <summary>How far the process's memory rises above where it stood, looked at every 50 milliseconds.</summary>
internal sealed class PeakMemory : IDisposable
{
    private readonly long _before;
    private readonly Timer _timer;
    private long _peak;

    public PeakMemory()
    {
        GC.Collect();
        _before = _peak = Environment.WorkingSet;
        _timer = new(_ => _peak = Math.Max(_peak, Environment.WorkingSet), null, TimeSpan.Zero, TimeSpan.FromMilliseconds(50));
    }

    public long Bytes => Volatile.Read(ref _peak) - _before;

    public void Dispose() => _timer.Dispose();
}
