using EdgeTransfer.Configuration;

namespace EdgeTransfer.Tests.Configuration;

public class TrainingSettingsTests
{
    private static readonly TimeZoneInfo.TransitionTime March = TimeZoneInfo.TransitionTime.CreateFixedDateRule(new(1, 1, 1, 2, 0, 0), 3, 29);
    private static readonly TimeZoneInfo.TransitionTime October = TimeZoneInfo.TransitionTime.CreateFixedDateRule(new(1, 1, 1, 3, 0, 0), 10, 25);

    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.CreateCustomTimeZone(
        "line", TimeSpan.FromHours(1), null, null, null, [TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(DateTime.MinValue.Date, DateTime.MaxValue.Date, TimeSpan.FromHours(1), March, October)]);

    [Fact]
    public void Calendar_NightWhenSummerTimeBegins_ComesOnceAsSoonAsItCan() =>
        Times("30 2 * * *", new(2026, 3, 28, 12, 0, 0, TimeSpan.FromHours(1)), 2).ShouldBe(["2026-03-29 01:00", "2026-03-30 00:30"]);

    [Fact]
    public void Calendar_NightWhenSummerTimeEnds_ComesOnce() =>
        Times("30 2 * * *", new(2026, 10, 24, 12, 0, 0, TimeSpan.FromHours(2)), 2).ShouldBe(["2026-10-25 00:30", "2026-10-26 01:30"]);

    [Fact]
    public void Calendar_Weekdays_LeavesTheWeekendOut() =>
        Times("0 5 * * MON-FRI", new(2026, 1, 2, 12, 0, 0, TimeSpan.FromHours(1)), 1).ShouldBe(["2026-01-05 04:00"]);

    [Fact]
    public void Calendar_NoCron_IsNone() => new TrainingSettings().Calendar(Berlin).ShouldBeNull();

    private static List<string> Times(string cron, DateTimeOffset after, int count)
    {
        var next = new TrainingSettings { Cron = cron }.Calendar(Berlin)!;
        List<string> times = [];
        for (var i = 0; i < count; i++)
        {
            after = next(after)!.Value;
            times.Add(after.UtcDateTime.ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture));
        }

        return times;
    }
}
