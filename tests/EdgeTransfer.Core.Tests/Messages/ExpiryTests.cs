namespace EdgeTransfer.Core.Messages;

public class ExpiryTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, null)]
    [InlineData(0, "expired")]
    [InlineData(-1, "expired")]
    public void Check_ByARightClock_RefusesWhatIsOver(int seconds, string? reason)
    {
        var refused = Expiry.Check(Noon.AddSeconds(seconds), Noon, Noon.AddDays(-1));

        refused?.Reason.ShouldBe(reason);
        (refused is null).ShouldBe(reason is null);
        if (refused is not null)
        {
            refused.DeviceTime.ShouldBe(Noon);
            refused.Detail.ShouldContain("2026-06-01 12:00:00Z");
        }
    }

    [Fact]
    public void Check_ClockBehindWhatIsWritten_SaysThatItIsWrong()
    {
        Expiry.Check(Noon.AddHours(1), Noon, Noon + Expiry.Tolerance).ShouldBeNull("a time source may correct it by a little");

        var refused = Expiry.Check(Noon.AddHours(1), Noon, Noon + Expiry.Tolerance + TimeSpan.FromSeconds(1)).ShouldNotBeNull();

        refused.Reason.ShouldBe("clock_wrong");
        refused.Detail.ShouldContain("2026-06-01 12:00:00Z and is wrong");
    }

    [Fact]
    public void Check_ClockThatBeginsIn1970_SaysThatItIsWrong() =>
        Expiry.Check(Noon, DateTimeOffset.UnixEpoch, null).ShouldNotBeNull().Reason.ShouldBe("clock_wrong");
}
