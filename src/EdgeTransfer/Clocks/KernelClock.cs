using EdgeTransfer.Core.Messages;

namespace EdgeTransfer.Clocks;

/// <summary>
/// What the kernel says of the clock (adjtimex(2), which needs no rights to read). Asked every few seconds at most, by whoever writes a
/// message; between two looks the last one is told.
/// </summary>
internal sealed class KernelClock(TimeProvider time, Func<ClockReading> read)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private ClockReading? _last;
    private long _lookedAt;

    /// <summary>The one of this machine.</summary>
    public KernelClock(TimeProvider time)
        : this(time, Adjtimex.Read)
    {
    }

    public ClockReading Read()
    {
        lock (_lock)
        {
            if (_last is not { } last || time.GetElapsedTime(_lookedAt) >= LookEvery)
            {
                (_last, _lookedAt) = (last = read(), time.GetTimestamp());
            }

            return last;
        }
    }
}
