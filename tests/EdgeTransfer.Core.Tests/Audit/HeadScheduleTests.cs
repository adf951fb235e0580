namespace EdgeTransfer.Core.Audit;

public class HeadScheduleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2026, 1, 31);

    [Fact]
    public void Due_HourByHour_IsAtStartWhenTheLogGrewAndAtMidnightForTheDayThatEnded()
    {
        var schedule = new HeadSchedule();

        schedule.Due(Noon, "a").ShouldBe(Day);
        schedule.Due(Noon.AddHours(1), "a").ShouldBeNull();
        schedule.Due(Noon.AddHours(2), "b").ShouldBe(Day);
        schedule.Due(Noon.AddHours(12), "b").ShouldBe(Day, "at midnight the day before ends, grown or not");
        schedule.Due(Noon.AddHours(13), "b").ShouldBeNull();
        schedule.Due(Noon.AddHours(14), "c").ShouldBe(Day.AddDays(1));
        schedule.Due(Noon.AddHours(-30), "c").ShouldBeNull("a clock that was set back ends no day");
    }

    [Theory]
    [InlineData(0, 60)]
    [InlineData(1, 59)]
    [InlineData(59, 1)]
    public void UntilNext_AnyMinute_IsTheRestOfTheHour(int minute, int rest)
    {
        HeadSchedule.UntilNext(Noon.AddMinutes(minute)).ShouldBe(TimeSpan.FromMinutes(rest));
        HeadSchedule.UntilNext(new(Noon.AddMinutes(minute).DateTime, TimeSpan.FromHours(2))).ShouldBe(TimeSpan.FromMinutes(rest));
    }
}
