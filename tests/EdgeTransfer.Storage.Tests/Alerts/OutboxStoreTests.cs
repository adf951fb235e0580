using EdgeTransfer.Core.Alerts;

namespace EdgeTransfer.Storage.Alerts;

public sealed class OutboxStoreTests : IDisposable
{
    private readonly Device _device = new(outboxLimit: 3);

    public void Dispose() => _device.Dispose();

    [Fact]
    public async Task PeekAsync_BySecondObject_GivesEveryFieldOldestFirst()
    {
        await _device.Inspections.RecordAsync([Some.Recorded(1, 9), Some.Recorded(2, 3, 5)]);
        await _device.Inspections.RecordAsync([Some.Recorded(3, 1)]);
        _device.Restart();

        var messages = await _device.Outbox.PeekAsync(3, default);

        messages.Select(m => m.Id).ShouldBe([Some.Id(9), Some.Id(3), Some.Id(5)]);
        messages[0].ShouldBeEquivalentTo(Some.Alert(9));
        (await _device.Outbox.PeekAsync(3, default)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task RemoveAsync_SomeAndUnknown_TakesThoseAwayForGood()
    {
        await _device.Inspections.RecordAsync([Some.Recorded(1, 1, 2, 3)]);

        await _device.Outbox.RemoveAsync([Some.Id(2), Some.Id(77)], default);
        await _device.Outbox.RemoveAsync([Some.Id(2)], default);
        await _device.Outbox.RemoveAsync([], default);

        _device.Outbox.Count.ShouldBe(2);
        (await Ids()).ShouldBe([Some.Id(1), Some.Id(3)]);
        _device.Restart();
        _device.Outbox.Count.ShouldBe(2);
        (await Ids()).ShouldBe([Some.Id(1), Some.Id(3)]);
    }

    [Fact]
    public async Task PeekAsync_AddedAfterTheLastWasRemoved_ComesAfterAllOthers()
    {
        // the sequence is never used again: else a new alert could overtake
        await _device.Inspections.RecordAsync([Some.Recorded(1, 1, 2)]);
        await _device.Outbox.RemoveAsync([Some.Id(2)], default);
        await _device.Inspections.RecordAsync([Some.Recorded(2, 3)]);

        (await Ids()).ShouldBe([Some.Id(1), Some.Id(3)]);
        _device.Number("SELECT MAX(seq) FROM outbox").ShouldBe(3);
    }

    [Fact]
    public async Task IsFull_AtTheLimit_UntilOneIsRemovedAndAfterAReopening()
    {
        await _device.Inspections.RecordAsync([Some.Recorded(1, 1, 2)]);
        _device.Outbox.IsFull.ShouldBeFalse();
        await _device.Inspections.RecordAsync([Some.Recorded(2, 3)]);
        _device.Outbox.IsFull.ShouldBeTrue();
        _device.Restart();
        _device.Outbox.IsFull.ShouldBeTrue();

        await _device.Outbox.RemoveAsync([Some.Id(1)], default);

        _device.Outbox.IsFull.ShouldBeFalse();
    }

    [Fact]
    public async Task WaitAsync_MessagesRecorded_CompletesOnceForAllOfThem()
    {
        var waiting = _device.Outbox.WaitAsync(default);
        waiting.IsCompleted.ShouldBeFalse();
        await _device.Inspections.RecordAsync([Some.Recorded(1, 1)]);
        await waiting;

        await _device.Inspections.RecordAsync([Some.Recorded(2, 2)]);
        await _device.Inspections.RecordAsync([Some.Recorded(3, 3)]);
        await _device.Outbox.WaitAsync(default);

        using var stop = new CancellationTokenSource();
        var last = _device.Outbox.WaitAsync(stop.Token);
        last.IsCompleted.ShouldBeFalse();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(last);
    }

    [Fact]
    public async Task WaitAsync_NothingWakesIt_StaysIncomplete()
    {
        using var stop = new CancellationTokenSource();
        var waiting = _device.Outbox.WaitAsync(stop.Token);

        await _device.Inspections.RecordAsync([Some.Recorded(1), Some.Recorded(2)]);
        await _device.Outbox.RemoveAsync([Some.Id(1)], default);

        waiting.IsCompleted.ShouldBeFalse();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(waiting);
    }

    [Fact]
    public void Constructor_LimitBelowOne_Throws() => Should.Throw<ArgumentOutOfRangeException>(() => new OutboxStore(_device.Database, 0));

    private async Task<IEnumerable<Guid>> Ids() => (await ((IOutbox)_device.Outbox).PeekAsync(100, default)).Select(m => m.Id);
}
