using EdgeTransfer.Core.Alerts;

namespace EdgeTransfer.Storage.Alerts;

public sealed class WebhookOutboxTests : IDisposable
{
    private readonly Device _device = new(new() { Count = 3 }, webhook: true);

    private OutboxStore Webhook => _device.Outbox.Webhook.ShouldNotBeNull();

    public void Dispose() => _device.Dispose();

    [Fact]
    public async Task RecordAsync_AlertsAndReports_AlertsAloneGoToBoth()
    {
        await _device.Inspections.RecordAsync([Some.Recorded(1, 1), Some.Recorded(2, 2)]);
        await _device.Outbox.AddAsync([Some.Report(3)], default);
        _device.Restart();

        (await Ids(_device.Outbox)).ShouldBe([Some.Id(1), Some.Id(2), Some.Id(3)]);
        (await Ids(Webhook)).ShouldBe([Some.Id(1), Some.Id(2)]);
        (await Webhook.PeekAsync(1, [], default))[0].ShouldBeEquivalentTo(Some.Alert(1));
    }

    [Fact]
    public async Task AcknowledgeAsync_ByOne_LeavesTheOthers()
    {
        await _device.Inspections.RecordAsync([Some.Recorded(1, 1, 2)]);

        await _device.Outbox.AcknowledgeAsync([Some.Id(1)], Some.Start, TimeSpan.Zero, default);
        await Webhook.AcknowledgeAsync([Some.Id(2)], Some.Start, TimeSpan.Zero, default);

        (await Ids(_device.Outbox)).ShouldBe([Some.Id(2)]);
        (await Ids(Webhook)).ShouldBe([Some.Id(1)]);
    }

    [Fact]
    public async Task AcknowledgeAsync_NothingToKeep_LeavesNoRowBehindForLong()
    {
        await _device.Inspections.RecordAsync([Some.Recorded(1, 1, 2)]);

        await Webhook.AcknowledgeAsync([Some.Id(1)], Some.Start, TimeSpan.Zero, default);
        await Webhook.AcknowledgeAsync([Some.Id(2)], Some.Start.AddSeconds(1), TimeSpan.Zero, default);

        _device.Number("SELECT COUNT(*) FROM webhook").ShouldBe(0);
    }

    [Fact]
    public async Task RecordAsync_ThatFails_StoresNoneForEither()
    {
        await _device.Inspections.RecordAsync([Some.Recorded(1, 1)]);

        await Should.ThrowAsync<Exception>(_device.Inspections.RecordAsync([Some.Recorded(2, 2, 2)]));

        (_device.Outbox.Count, Webhook.Count).ShouldBe((1, 1));
        (_device.Number("SELECT COUNT(*) FROM outbox"), _device.Number("SELECT COUNT(*) FROM webhook")).ShouldBe((1, 1));
    }

    [Fact]
    public async Task HoldsStations_OnlyTheWebhookIsFull_UntilItHasTakenSome()
    {
        await _device.Inspections.RecordAsync([Some.Recorded(1, 1, 2, 3)]);
        await _device.Outbox.AcknowledgeAsync([Some.Id(1), Some.Id(2), Some.Id(3)], Some.Start, TimeSpan.Zero, default);

        (_device.Outbox.IsFull, Webhook.IsFull, _device.Outbox.HoldsStations).ShouldBe((false, true, true));
        await Webhook.AcknowledgeAsync([Some.Id(1)], Some.Start, TimeSpan.Zero, default);
        _device.Outbox.HoldsStations.ShouldBeFalse();
    }

    [Fact]
    public async Task WaitAsync_AlertAdded_WakesBoth()
    {
        var (broker, webhook) = (_device.Outbox.WaitAsync(TestContext.Current.CancellationToken), Webhook.WaitAsync(TestContext.Current.CancellationToken));

        await _device.Inspections.RecordAsync([Some.Recorded(1, 1)]);

        await broker;
        await webhook;
    }

    [Fact]
    public async Task RecordAsync_LimitThatDrops_EachByItsOwn()
    {
        using var device = new Device(new() { Count = 2, Full = OutboxFull.DropOldest }, webhook: true);
        await device.Inspections.RecordAsync([Some.Recorded(1, 1)]);
        await device.Outbox.AcknowledgeAsync([Some.Id(1)], Some.Start, TimeSpan.Zero, default);

        await device.Inspections.RecordAsync([Some.Recorded(2, 2, 3)]);

        (await Ids(device.Outbox)).ShouldBe([Some.Id(2), Some.Id(3)]);
        (await Ids(device.Outbox.Webhook!)).ShouldBe([Some.Id(2), Some.Id(3)]);
        device.Outbox.Counters.Dropped.ShouldBeEmpty();
        device.Outbox.Webhook!.Counters.Dropped.ShouldBe([new(new(OutboxKind.Alert, OutboxDropReason.Count), 1)]);
    }

    private static async Task<IEnumerable<Guid>> Ids(OutboxStore outbox) => (await outbox.PeekAsync(10, [], default)).Select(m => m.Id);
}
