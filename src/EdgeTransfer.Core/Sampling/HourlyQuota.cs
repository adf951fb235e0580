namespace EdgeTransfer.Core.Sampling;

/// <summary>
/// A token bucket: so many an hour on average, and so many at once after a quiet hour. It follows the monotonic clock, so a wall clock
/// that is set changes nothing.
/// </summary>
internal sealed class HourlyQuota(int perHour, TimeProvider time)
{
    private double _left = perHour;
    private long _filled = time.GetTimestamp();

    /// <summary>Takes one if there is one.</summary>
    public bool TryTake()
    {
        var now = time.GetTimestamp();
        _left = Math.Min(perHour, _left + (perHour * time.GetElapsedTime(_filled, now).TotalHours));
        _filled = now;
        if (_left < 1)
        {
            return false;
        }

        _left--;
        return true;
    }
}
