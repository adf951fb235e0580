using EdgeTransfer.Core.Statistics;

namespace EdgeTransfer.Core.Training;

/// <summary>
/// Decides whether a training holds still for one station. It does when the P99 of the last seconds is over its budget: that is, when
/// more than one part in a hundred took longer, and more than one. A pause is measured by its own parts alone, and begins at two
/// seconds. One that follows soon after another is twice as long, up to <see cref="LongestPause"/>: a training that cannot run without
/// disturbing then disturbs for less than one part in a hundred, and the P99 of the whole run stays within its budget. Not for
/// concurrent use.
/// </summary>
public sealed class YieldRule(YieldLimits limits)
{
    /// <summary>The last seconds.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(5);

    /// <summary>Least length of the first pause.</summary>
    public static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);

    /// <summary>Up to here pauses become longer.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(64);

    /// <summary>A pause of this length means that the device is too small for both.</summary>
    public static readonly TimeSpan TooLong = TimeSpan.FromSeconds(30);

    /// <summary>Time without a pause after which the next one is a first one again.</summary>
    public static readonly TimeSpan Forgiven = TimeSpan.FromSeconds(30);

    /// <summary>Going on asks for so much less than pausing, so that a value at the limit does not flutter.</summary>
    private const double Resume = 0.95;

    private TimeSpan? _pausedAt;
    private TimeSpan? _wentOn;
    private TimeSpan _least = FirstPause;

    /// <summary>Whether the training holds still.</summary>
    public bool IsPaused => _pausedAt is not null;

    /// <summary>Milliseconds over which parts must be counted for the next <see cref="Update"/>.</summary>
    public double CountAbove => (limits.BudgetMilliseconds ?? double.PositiveInfinity) * (IsPaused ? Resume : 1);

    /// <summary>How far back the next reading goes.</summary>
    public TimeSpan ReadBack(TimeSpan now) =>
        (_pausedAt ?? _wentOn) is { } since && now - since < Window ? now - since : Window;

    /// <summary>Whether it has been holding still for too long.</summary>
    public bool IsTooLong(TimeSpan now) => now - _pausedAt >= TooLong;

    /// <summary>Decides anew.</summary>
    /// <param name="now">On a clock that nobody sets.</param>
    /// <param name="load">The parts of the last <see cref="ReadBack"/>.</param>
    /// <returns><see cref="IsPaused"/>.</returns>
    public bool Update(TimeSpan now, StationLoad load)
    {
        var slow = load.Above > 1 && load.Above > load.Parts / 100;
        var busy = limits.BusyLimit < 1 && ReadBack(now) >= FirstPause && load.Busy > limits.BusyLimit * (IsPaused ? Resume : 1);
        if (_pausedAt is { } since)
        {
            if (now - since >= _least && !slow && !busy)
            {
                (_pausedAt, _wentOn) = (null, now);
            }
        }
        else if (slow || busy)
        {
            var soon = _wentOn is { } went && now - went < Forgiven;
            _least = !soon ? FirstPause : _least * 2 < LongestPause ? _least * 2 : LongestPause;
            _pausedAt = now;
        }

        return IsPaused;
    }
}
