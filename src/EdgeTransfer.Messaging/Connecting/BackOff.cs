namespace EdgeTransfer.Messaging.Connecting;

/// <summary>How long to wait before the next attempt: ceilings double from <c>min</c> to <c>max</c>, the wait is drawn from the upper half.</summary>
/// <remarks>The draw keeps a hall of devices from returning in step after the broker's restart.</remarks>
internal sealed class BackOff
{
    private readonly TimeSpan _min;
    private readonly TimeSpan _max;
    private readonly Random _random;
    private TimeSpan _ceiling;

    /// <summary>Not thread-safe: owned by one loop, together with its <paramref name="random"/>.</summary>
    public BackOff(TimeSpan min, TimeSpan max, Random random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(min, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(max, min);
        ArgumentNullException.ThrowIfNull(random);
        (_min, _max, _random, _ceiling) = (min, max, random, min);
    }

    /// <summary>An attempt failed: the wait before the next, between half of the ceiling and the ceiling.</summary>
    public TimeSpan Next()
    {
        var ceiling = _ceiling;
        _ceiling = ceiling > _max / 2 ? _max : ceiling * 2;
        return (ceiling / 2) + (_random.NextDouble() * (ceiling / 2));
    }

    /// <summary>What was attempted went well.</summary>
    public void Reset() => _ceiling = _min;

    /// <summary>A connection ended; only one that lasted clears the past, so that flapping is slowed too.</summary>
    public void Ended(TimeSpan lasted)
    {
        if (lasted >= _max)
        {
            Reset();
        }
    }
}
