using EdgeTransfer.Storage.Commands;

namespace EdgeTransfer.Storage.Stations;

public sealed class HoldStoreTests : IDisposable
{
    private readonly Device _device = new();

    public void Dispose() => _device.Dispose();

    [Fact]
    public async Task SetAsync_PausedAndResumed_OutlivesAndStandsInTheLogWithItsAnswer()
    {
        new HoldStore(_device.Database).Find("top").ShouldBeNull();
        var paused = new Hold("top", true, "ann", "new lamp", Some.Start);
        await new HoldStore(_device.Database).SetAsync(paused, "gear", Reply(1));
        _device.Restart();
        new HoldStore(_device.Database).Find("top").ShouldBe(paused);

        await new HoldStore(_device.Database).SetAsync(new("top", false, "bob", null, Some.Start.AddHours(1)), "gear", Reply(2));
        _device.Restart();

        new HoldStore(_device.Database).Find("top").ShouldNotBeNull().IsPaused.ShouldBeFalse();
        new HoldStore(_device.Database).Find("bottom").ShouldBeNull();
        _device.Number("SELECT COUNT(*) FROM log WHERE kind = 'hold' AND subject = 'top'").ShouldBe(2);
        (await new ReplyStore(_device.Database).FindAsync(Some.Id(2))).ShouldBe(Reply(2));
    }

    private static StoredReply Reply(int number) => new(Some.Id(number), "top", "pause", "digest", Some.Start, "{}");
}
