namespace EdgeTransfer.Core.Statistics;

/// <summary>The last latencies of a station, for quantiles. Written by one thread, read by any.</summary>
public sealed class LatencyWindow(int capacity)
{
    private readonly Lock _lock = new();
    private readonly double[] _values = new double[capacity];
    private long _count;

    /// <summary>Adds one latency, milliseconds.</summary>
    public void Add(double milliseconds)
    {
        lock (_lock)
        {
            _values[_count++ % _values.Length] = milliseconds;
        }
    }

    /// <summary>The smallest value that at least the given share does not exceed (nearest rank); null without values.</summary>
    public double? Quantile(double share)
    {
        double[] copy;
        lock (_lock)
        {
            copy = _values[..(int)Math.Min(_count, _values.Length)];
        }

        if (copy.Length == 0)
        {
            return null;
        }

        Array.Sort(copy);
        return copy[Math.Max(0, (int)Math.Ceiling(share * copy.Length) - 1)];
    }
}
