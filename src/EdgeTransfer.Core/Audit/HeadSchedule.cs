namespace EdgeTransfer.Core.Audit;

/// <summary>
/// When the end of the log goes out: at the start, at each UTC midnight (as the head of the day that has ended), and at each full hour in
/// which it grew.
/// </summary>
public sealed class HeadSchedule
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private DateOnly? _day;
    private string? _hash;

    /// <summary>The day under which a head goes out now; null when it need not go out.</summary>
    public DateOnly? Due(DateTimeOffset now, string hash)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var due = _day is { } day && day < today ? day : _hash != hash ? today : (DateOnly?)null;
        (_day, _hash) = (today, hash);
        return due;
    }

    /// <summary>How long to wait before asking again: to the next full hour, so that a day's head goes out at midnight.</summary>
    public static TimeSpan UntilNext(DateTimeOffset now) => Hour - TimeSpan.FromTicks(now.UtcTicks % Hour.Ticks);
}
