using Microsoft.Extensions.Time.Testing;

namespace EdgeTransfer.Vision.Capturing;

public sealed class PaceTests
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(50);
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task NextAsync_Twice_WaitsOnePeriod()
    {
        var pace = new Pace(_time, Period);
        await Next(pace);
        var second = Next(pace);

        _time.Advance(Period - TimeSpan.FromMilliseconds(1));
        second.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await second;
    }

    [Fact]
    public async Task NextAsync_ReaderALittleLate_KeepsTheGrid()
    {
        var pace = new Pace(_time, Period);
        await Next(pace);
        _time.Advance(TimeSpan.FromMilliseconds(70));
        Next(pace).IsCompleted.ShouldBeTrue();

        var third = Next(pace);
        third.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromMilliseconds(30)); // at 100 ms, not at 120
        await third;
    }

    [Fact]
    public async Task NextAsync_ReaderFarBehind_GetsNoBurst()
    {
        var pace = new Pace(_time, Period);
        await Next(pace);
        _time.Advance(Period * 10);
        Next(pace).IsCompleted.ShouldBeTrue();
        Next(pace).IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task NextAsync_Cancelled_StopsWaiting()
    {
        using var stop = new CancellationTokenSource();
        var pace = new Pace(_time, Period);
        await Next(pace);
        var second = pace.NextAsync(stop.Token).AsTask();

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => second);
    }

    [Fact]
    public void NextAsync_NoPeriod_NeverWaits()
    {
        var pace = new Pace(_time, TimeSpan.Zero);
        for (var i = 0; i < 3; i++)
        {
            Next(pace).IsCompletedSuccessfully.ShouldBeTrue();
        }
    }

    private static Task Next(Pace pace) => pace.NextAsync(TestContext.Current.CancellationToken).AsTask();
}
