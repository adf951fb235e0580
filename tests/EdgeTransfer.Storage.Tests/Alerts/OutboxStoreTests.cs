using EdgeTransfer.Core.Alerts;

namespace EdgeTransfer.Storage.Alerts;

public sealed class OutboxStoreTests : IDisposable
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly DateTimeOffset Now = Some.Start.AddHours(1);

    private readonly Device _device = new(new() { Count = 3 });

    public void Dispose() => _device.Dispose();

    [Fact]
    public async Task PeekAsync_BySecondObject_GivesEveryFieldOldestFirst()
    {
        await _device.Inspections.RecordAsync([Some.Recorded(1, 9), Some.Recorded(2, 3, 5)]);
        await _device.Inspections.RecordAsync([Some.Recorded(3, 1)]);
        _device.Restart();

        var messages = await _device.Outbox.PeekAsync(3, [], default);

        messages.Select(m => m.Id).ShouldBe([Some.Id(9), Some.Id(3), Some.Id(5)]);
        messages[0].ShouldBeEquivalentTo(Some.Alert(9));
        (await _device.Outbox.PeekAsync(3, [], default)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task PeekAsync_KindsAndTopics_AlertsFirstAndNoneOfThoseLeftOut()
    {
        using var device = new Device();
        await device.Outbox.AddAsync([Some.Report(1), Some.Alert(2), Some.Alert(3) with { Topic = "other" }, Some.Report(4), Some.Alert(5)], default);

        (await Ids(device)).ShouldBe([Some.Id(2), Some.Id(3), Some.Id(5), Some.Id(1), Some.Id(4)]);
        (await device.Outbox.PeekAsync(2, [Some.Alert(2).Topic], default)).Select(m => m.Id).ShouldBe([Some.Id(3), Some.Id(1)]);
    }

    [Fact]
    public async Task AcknowledgeAsync_SomeAndUnknown_WaitNoLongerForGood()
    {
        await _device.Inspections.RecordAsync([Some.Recorded(1, 1, 2, 3)]);

        await _device.Outbox.AcknowledgeAsync([Some.Id(2), Some.Id(77)], Now, Minute, default);
        await _device.Outbox.AcknowledgeAsync([Some.Id(2)], Now, Minute, default);
        await _device.Outbox.AcknowledgeAsync([], Now, Minute, default);

        _device.Outbox.Count.ShouldBe(2);
        (await Ids(_device)).ShouldBe([Some.Id(1), Some.Id(3)]);
        var counters = _device.Outbox.Counters;
        (counters.Kept, counters.Waiting.Alerts).ShouldBe((1, 2));
        _device.Restart();
        (await Ids(_device)).ShouldBe([Some.Id(1), Some.Id(3)]);
        _device.Outbox.Counters.ShouldBeEquivalentTo(counters);
    }

    [Fact]
    public async Task PeekAsync_AddedAfterTheLastWasForgotten_ComesAfterAllOthers()
    {
        // the sequence is never used again: else a new alert could overtake
        await _device.Inspections.RecordAsync([Some.Recorded(1, 1, 2)]);
        await _device.Outbox.AcknowledgeAsync([Some.Id(2)], Now, TimeSpan.Zero, default);
        _device.Number("SELECT COUNT(*) FROM outbox").ShouldBe(1);
        await _device.Inspections.RecordAsync([Some.Recorded(2, 3)]);

        (await Ids(_device)).ShouldBe([Some.Id(1), Some.Id(3)]);
        _device.Number("SELECT MAX(seq) FROM outbox").ShouldBe(3);
    }

    [Fact]
    public async Task AcknowledgeAsync_OlderThanKept_ForgottenAndTheOthersKept()
    {
        await _device.Inspections.RecordAsync([Some.Recorded(1, 1, 2, 3)]);
        await _device.Outbox.AcknowledgeAsync([Some.Id(1)], Now, Minute, default);
        await _device.Outbox.AcknowledgeAsync([Some.Id(2)], Now + (Minute / 2), Minute, default);
        _device.Outbox.Counters.Kept.ShouldBe(2);

        await _device.Outbox.AcknowledgeAsync([Some.Id(3)], Now + Minute + TimeSpan.FromSeconds(1), Minute, default);

        _device.Outbox.Counters.Kept.ShouldBe(2);
        _device.Number("SELECT COUNT(*) FROM outbox").ShouldBe(2);
        _device.Number("SELECT MIN(seq) FROM outbox").ShouldBe(2);
    }

    [Fact]
    public async Task AcknowledgeAsync_MoreThanMayBeKept_TheOldestAreForgotten()
    {
        using var device = new Device(new() { Count = 1_000_000 });
        var ids = Enumerable.Range(1, OutboxStore.MostKept + 50).Select(Some.Id).ToList();
        await device.Outbox.AddAsync([.. ids.Select((_, i) => Some.Alert(i + 1))], default);

        foreach (var some in ids.Chunk(1000))
        {
            await device.Outbox.AcknowledgeAsync(some, Now, Minute, default);
        }

        device.Outbox.Counters.Kept.ShouldBe(OutboxStore.MostKept);
        device.Number("SELECT COUNT(*) FROM outbox").ShouldBe(OutboxStore.MostKept);
        device.Number("SELECT MIN(seq) FROM outbox").ShouldBe(51);
    }

    [Fact]
    public async Task RepeatAsync_AfterARestart_WhatWasAcknowledgedSinceWaitsAgainInItsPlace()
    {
        await _device.Inspections.RecordAsync([Some.Recorded(1, 1, 2, 3)]);
        await _device.Outbox.AcknowledgeAsync([Some.Id(1)], Now, Minute, default);
        await _device.Outbox.AcknowledgeAsync([Some.Id(2)], Now.AddSeconds(20), Minute, default);
        _device.Restart();
        (await _device.Outbox.LastAcknowledgedAsync(default)).ShouldBe(Now.AddSeconds(20));

        await _device.Outbox.RepeatAsync(Now.AddSeconds(1), default);

        (await _device.Outbox.PeekAsync(9, [], default)).Select(m => (m.Id, m.IsRepeat)).ShouldBe([(Some.Id(2), true), (Some.Id(3), false)]);
        _device.Number("SELECT COUNT(*) FROM outbox").ShouldBe(2);
        (await _device.Outbox.LastAcknowledgedAsync(default)).ShouldBeNull();
        var counters = _device.Outbox.Counters;
        (counters.Waiting.Alerts, counters.Kept, counters.Repeats, _device.Outbox.Count).ShouldBe((1, 1, 1, 2));
        _device.Restart();
        _device.Outbox.Counters.ShouldBeEquivalentTo(counters);

        await _device.Outbox.AcknowledgeAsync([Some.Id(2)], Now.AddHours(1), Minute, default);
        (_device.Outbox.Counters.Kept, _device.Outbox.Counters.Repeats).ShouldBe((1, 0));
    }

    [Fact]
    public async Task RepeatAsync_OutboxThatWasFullOnce_HoldsNoStationAndDropsNothing()
    {
        using var device = new Device(new() { Count = 3, Full = OutboxFull.DropOldest });
        await device.Inspections.RecordAsync([Some.Recorded(1, 1, 2, 3)]);
        await device.Outbox.AcknowledgeAsync([Some.Id(1), Some.Id(2), Some.Id(3)], Now, Minute, default);
        await device.Outbox.RepeatAsync(Now, default);

        await device.Inspections.RecordAsync([Some.Recorded(2, 4, 5, 6, 7)]);

        (await Ids(device)).ShouldBe([Some.Id(1), Some.Id(2), Some.Id(3), Some.Id(5), Some.Id(6), Some.Id(7)]);
    }

    [Fact]
    public async Task IsFull_AtTheLimit_UntilOneIsAcknowledgedAndAfterAReopening()
    {
        await _device.Inspections.RecordAsync([Some.Recorded(1, 1, 2)]);
        _device.Outbox.IsFull.ShouldBeFalse();
        await _device.Inspections.RecordAsync([Some.Recorded(2, 3)]);
        _device.Outbox.IsFull.ShouldBeTrue();
        _device.Restart();
        _device.Outbox.IsFull.ShouldBeTrue();

        await _device.Outbox.AcknowledgeAsync([Some.Id(1)], Now, Minute, default);

        _device.Outbox.IsFull.ShouldBeFalse();
    }

    [Fact]
    public async Task RecordAsync_FullOutboxThatHolds_KeepsEveryAlertAndDropsReports()
    {
        await _device.Outbox.AddAsync([Some.Report(1), Some.Report(2)], default);
        await _device.Inspections.RecordAsync([Some.Recorded(1, 3, 4)]);
        (await Ids(_device)).ShouldBe([Some.Id(3), Some.Id(4), Some.Id(2)]);

        await _device.Inspections.RecordAsync([Some.Recorded(2, 5, 6)]);
        await _device.Outbox.AddAsync([Some.Report(7)], default);

        (await Ids(_device)).ShouldBe([Some.Id(3), Some.Id(4), Some.Id(5), Some.Id(6)]);
        _device.Outbox.IsFull.ShouldBeTrue();
        _device.Outbox.Counters.Dropped.ShouldBe([new(new(OutboxKind.Report, OutboxDropReason.Count), 3)]);
    }

    [Fact]
    public async Task RecordAsync_FullOutboxThatDrops_TheOldestAlertsGoCounted()
    {
        var payload = Some.Alert(1).Payload.Length;
        using var device = new Device(new() { Count = 100, Bytes = 3 * payload, Full = OutboxFull.DropOldest });
        await device.Inspections.RecordAsync([Some.Recorded(1, 1, 2)]);

        await device.Inspections.RecordAsync([Some.Recorded(2, 3, 4, 5)]);

        (await Ids(device)).ShouldBe([Some.Id(3), Some.Id(4), Some.Id(5)]);
        device.Outbox.IsFull.ShouldBeFalse();
        device.Outbox.Counters.Waiting.ShouldBe(new(3, 3 * payload, 0, 0));
        device.Outbox.Counters.Dropped.ShouldBe([new(new(OutboxKind.Alert, OutboxDropReason.Bytes), 2)]);
    }

    [Fact]
    public async Task ExpireAsync_OlderThanAllowed_GoCountedAndAcknowledgedOnesStay()
    {
        using var device = new Device(new() { Count = 100, Age = Minute });
        await device.Outbox.AddAsync([Some.Report(1), Some.Alert(2), Some.Alert(3), Some.Alert(90)], default);
        await device.Outbox.AcknowledgeAsync([Some.Id(2)], Some.Start, Minute, default);

        (await device.Outbox.ExpireAsync(Some.Start.AddSeconds(80))).ShouldBeFalse();

        (await Ids(device)).ShouldBe([Some.Id(90)]);
        device.Outbox.Counters.Kept.ShouldBe(1);
        device.Outbox.Counters.Dropped.ShouldBe(
            [new(new(OutboxKind.Alert, OutboxDropReason.Age), 1), new(new(OutboxKind.Report, OutboxDropReason.Age), 1)], ignoreOrder: true);
        await _device.Outbox.AddAsync([Some.Alert(1)], default);
        await _device.Outbox.ExpireAsync(Now.AddYears(100));
        _device.Outbox.Count.ShouldBe(1, "without a limit of age it waits for ever");
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
        await _device.Outbox.AcknowledgeAsync([Some.Id(1)], Now, Minute, default);

        waiting.IsCompleted.ShouldBeFalse();
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(waiting);
    }

    [Fact]
    public void Constructor_LimitBelowOne_Throws() => Should.Throw<ArgumentOutOfRangeException>(() => new OutboxStore(_device.Database, new() { Count = 0 }));

    private static async Task<IEnumerable<Guid>> Ids(Device device) => (await ((IOutbox)device.Outbox).PeekAsync(100, [], default)).Select(m => m.Id);
}
