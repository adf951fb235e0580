namespace EdgeTransfer.Core.Statistics;

/// <summary>The last latencies of a station, for quantiles. Written by one thread, read by any.</summary>
public sealed class LatencyWindow(int capacity)
{
    private readonly Lock _lock = new();
    private readonly double[] _values = new double[capacity];
    private readonly double[] _busy = new double[capacity];
    private readonly TimeSpan[] _at = new TimeSpan[capacity];
    private long _count;

    /// <summary>Adds one latency.</summary>
    /// <param name="milliseconds">From trigger to verdict.</param>
    /// <param name="busy">Of them in work, milliseconds.</param>
    /// <param name="at">When it ended, on a clock that nobody sets.</param>
    public void Add(double milliseconds, double busy = 0, TimeSpan at = default)
    {
        lock (_lock)
        {
            var i = _count++ % _values.Length;
            (_values[i], _busy[i], _at[i]) = (milliseconds, busy, at);
        }
    }

    /// <summary>The smallest value that at least the given share does not exceed (nearest rank); null with fewer values than asked for.</summary>
    public double? Quantile(double share, int least = 1)
    {
        double[] copy;
        lock (_lock)
        {
            copy = _values[..(int)Math.Min(_count, _values.Length)];
        }

        if (copy.Length < Math.Max(1, least))
        {
            return null;
        }

        return NearestRank(copy, share);
    }

    /// <summary>The smallest of some values that at least the given share does not exceed; sorts them.</summary>
    public static double NearestRank(double[] values, double share)
    {
        Array.Sort(values);
        return values[Math.Max(0, (int)Math.Ceiling(share * values.Length) - 1)];
    }

    /// <summary>What ended within the time before now. Readers must not be slower than the writer: it waits for them.</summary>
    /// <param name="now">On the clock of <see cref="Add"/>.</param>
    /// <param name="back">How far back.</param>
    /// <param name="limit">Milliseconds above which parts are counted.</param>
    public StationLoad Load(TimeSpan now, TimeSpan back, double limit)
    {
        var (parts, above, busy) = (0, 0, 0.0);
        lock (_lock)
        {
            for (var n = _count - 1; n >= Math.Max(0, _count - _values.Length) && now - _at[n % _values.Length] <= back; n--)
            {
                var i = n % _values.Length;
                parts++;
                above += _values[i] > limit ? 1 : 0;
                busy += _busy[i];
            }
        }

        return new(parts, above, back > TimeSpan.Zero ? busy / back.TotalMilliseconds : 0);
    }
}
