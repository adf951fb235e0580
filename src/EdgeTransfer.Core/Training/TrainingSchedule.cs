namespace EdgeTransfer.Core.Training;

/// <summary>
/// Decides when a station's training begins by itself: after enough new labels, or at the times of a calendar when there is anything new.
/// Waits run on a clock that nobody sets. Where the wall clock is set back, a time of the calendar that comes again counts again only
/// when as much time has passed as lies between two of its times: none is taken twice, and however far it is set back, the
/// calendar goes on. Where it is set forward, the times passed over count once. Not for concurrent use.
/// </summary>
public sealed class TrainingSchedule
{
    private readonly TrainingRule _rule;
    private readonly Func<DateTimeOffset, DateTimeOffset?>? _next;
    private int _newLabels;
    private TimeSpan? _lastLabel;
    private TimeSpan? _enough;
    private TimeSpan? _coolUntil;
    private bool _running;
    private DateTimeOffset _wall;
    private DateTimeOffset? _due;
    private (DateTimeOffset Time, TimeSpan At)? _taken;
    private bool _missed; // a time of the calendar has come, and no training has begun since

    /// <summary>Begins at a start of the service; times of the calendar before it are not made up for.</summary>
    /// <param name="rule">What labels begin.</param>
    /// <param name="next">The calendar's first time after a moment; null without a calendar.</param>
    /// <param name="now">The moment of the start.</param>
    /// <param name="lastEnded">When the last training ended, by the wall clock; null when there was none.</param>
    public TrainingSchedule(TrainingRule rule, Func<DateTimeOffset, DateTimeOffset?>? next, ScheduleTime now, DateTimeOffset? lastEnded)
    {
        ArgumentNullException.ThrowIfNull(rule);
        (_rule, _next, _wall) = (rule, next, now.Wall);
        _due = next?.Invoke(now.Wall);
        if (lastEnded is { } ended)
        {
            // An end in the future tells of a clock that was set back: then it cools down once more in full.
            var passed = now.Wall - ended;
            _coolUntil = now.Elapsed + (passed < TimeSpan.Zero ? rule.CoolDown : rule.CoolDown - passed);
        }
    }

    /// <summary>Whether anything but a person can begin a training.</summary>
    public bool IsAutomatic => _rule.AfterLabels is not null || _next is not null;

    /// <summary>Says how many labels are newer than what the last training learnt from.</summary>
    public void SetNewLabels(int count, ScheduleTime now)
    {
        if (count > _newLabels)
        {
            _lastLabel = now.Elapsed;
        }

        _newLabels = count;
        _enough = count >= (_rule.AfterLabels ?? int.MaxValue) ? _enough ?? now.Elapsed : null;
    }

    /// <summary>A training begins, whoever asked for it.</summary>
    public void Begin() => (_running, _missed) = (true, false);

    /// <summary>It has ended, whatever its outcome.</summary>
    public void End(ScheduleTime now)
    {
        _running = false;
        _coolUntil = now.Elapsed + _rule.CoolDown;
    }

    /// <summary>Why a training should begin now; null when none should.</summary>
    public TrainingReason? Due(ScheduleTime now)
    {
        FollowCalendar(now);
        if (_running)
        {
            return null;
        }

        _missed &= _newLabels > 0;
        return _missed ? TrainingReason.Schedule
            : LabelsDue() is { } due && due <= now.Elapsed ? TrainingReason.Labels
            : null;
    }

    /// <summary>How long until <see cref="Due"/> may change by itself; null: not before something happens.</summary>
    public TimeSpan? Wait(ScheduleTime now)
    {
        TimeSpan? labels = _running ? null : LabelsDue() - now.Elapsed;
        var calendar = _due - now.Wall;
        var first = labels is { } l && calendar is { } c ? (l < c ? l : c) : labels ?? calendar;
        return first < TimeSpan.Zero ? TimeSpan.Zero : first;
    }

    private TimeSpan? LabelsDue()
    {
        if (_enough is not { } enough || _lastLabel is not { } last)
        {
            return null;
        }

        var quiet = Least(last + _rule.Quiet, enough + _rule.LongestWait);
        return _coolUntil is { } cool && cool > quiet ? cool : quiet;
    }

    private void FollowCalendar(ScheduleTime now)
    {
        if (_next is null)
        {
            return;
        }

        if (now.Wall < _wall)
        {
            _due = _next(now.Wall);
        }

        _wall = now.Wall;
        if (_due is not { } due || due > now.Wall)
        {
            return;
        }

        // The last of the times passed over stands for all of them.
        _due = _next(now.Wall);
        if (_taken is { } taken && due <= taken.Time && now.Elapsed - taken.At < Gap(due))
        {
            return;
        }

        _taken = (now.Wall > due ? now.Wall : due, now.Elapsed);
        _missed = true;
    }

    private TimeSpan Gap(DateTimeOffset time) => _next!(time) - time ?? TimeSpan.MaxValue;

    private static TimeSpan Least(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
