using EdgeTransfer.Testing;

namespace EdgeTransfer.Tests.Alerts;

/// <summary>
/// A consumer with a durable session gets every alert, in order per station and topic, whatever befalls the broker or the way to it;
/// 200 alerts a second, a real mosquitto, the outbox on the disk.
/// </summary>
public class BrokerFaultTests
{
    private const int Portion = 300;

    /// <summary>It saves when told to, and never by itself: a kill brings back an old state.</summary>
    private const string Durable = "allow_anonymous true\npersistence true\npersistence_location {folder}/\nautosave_interval 0\nmax_queued_messages 100000";

    private static readonly string[] Session = ["-c", "-i", "collector", "-x", "3600"];

    [Fact]
    public async Task Alerts_BrokerKilledAndBackFromAnOldSnapshotWhileTheConsumerWasAway_AllCome()
    {
        await using var broker = await Mosquitto.StartAsync(Durable);
        await using (await CollectAsync(broker))
        {
            await broker.SaveAsync();
        }

        await using var device = await OutboxDevice.StartAsync(broker.Port);
        await device.FeedAsync(Portion);
        await device.EmptiedAsync(); // acknowledged, and in no other place than the memory of the broker
        await broker.KillAsync();
        await device.FeedAsync(Portion);
        await broker.RestartAsync();
        await device.FeedAsync(Portion);

        await device.EmptiedAsync();
        device.Counters.Replayed.ShouldBe(Portion);
        await using var collector = await CollectAsync(broker);
        await FaultFigures.ShouldBeWholeAsync(device, collector, "broker killed, back from an old snapshot, consumer away");
    }

    [Fact]
    public async Task Alerts_DeviceRestartedAndBrokerBackFromAnOldSnapshot_AllCome()
    {
        await using var broker = await Mosquitto.StartAsync(Durable);
        await using (await CollectAsync(broker))
        {
            await broker.SaveAsync();
        }

        await using var device = await OutboxDevice.StartAsync(broker.Port);
        await device.FeedAsync(Portion);
        await device.EmptiedAsync();
        await device.StopAsync();
        await broker.KillAsync();
        await broker.RestartAsync();
        await device.StartAsync();

        await device.EmptiedAsync();
        await using var collector = await CollectAsync(broker);
        await FaultFigures.ShouldBeWholeAsync(device, collector, "device restarted, broker back from an old snapshot");
    }

    [Fact]
    public async Task Alerts_BrokerKilledAtFullRate_AllCome()
    {
        await using var broker = await Mosquitto.StartAsync(Durable);
        await using var collector = await CollectAsync(broker);
        await broker.SaveAsync();
        await using var device = await OutboxDevice.StartAsync(broker.Port);
        for (var kill = 0; kill < 2; kill++)
        {
            await device.FeedAsync(Portion / 2);
            var feeding = device.FeedAsync(Portion);
            await broker.KillAsync();
            await feeding;
            await broker.RestartAsync();
        }

        await FaultFigures.ShouldBeWholeAsync(device, collector, "broker killed twice at full rate, persistence on");
    }

    [Fact]
    public async Task Alerts_BrokerThatKeepsNothingKilledAtFullRate_AllComeOnceTheConsumerIsBack()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var proxy = new CuttableProxy(broker.Port);
        await using var collector = await CollectAsync(broker);
        await using var device = await OutboxDevice.StartAsync(proxy.Port);
        for (var kill = 0; kill < 2; kill++)
        {
            await device.FeedAsync(Portion / 2);
            var feeding = device.FeedAsync(Portion);
            proxy.Refuse();
            await broker.KillAsync();
            await feeding;
            await broker.RestartAsync();
            await Eventually.TrueAsync(() => collector.Subscriptions == kill + 2, "the consumer is back first", collector.Text);
            proxy.Mend();
        }

        await FaultFigures.ShouldBeWholeAsync(device, collector, "broker killed twice at full rate, persistence off, consumer back first");
    }

    [Fact]
    public async Task Alerts_BrokerHangs_AllCome()
    {
        await using var broker = await Mosquitto.StartAsync(Durable);
        await using var collector = await CollectAsync(broker);
        await using var device = await OutboxDevice.StartAsync(broker.Port, ("AcknowledgeBound", "00:00:00.5"));
        await device.FeedAsync(Portion / 2);
        var feeding = device.FeedAsync(2 * Portion);
        await broker.PauseAsync();
        await Eventually.TrueAsync(() => device.Counters.Losses > 0, "the dead connection is given up", device.Text);
        await broker.ResumeAsync();
        await feeding;

        await FaultFigures.ShouldBeWholeAsync(device, collector, "broker hangs (SIGSTOP), later goes on");
    }

    [Fact]
    public async Task Alerts_ConnectionCutInTheMiddleOfPackets_AllCome()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var proxy = new CuttableProxy(broker.Port);
        await using var collector = await CollectAsync(broker);
        await using var device = await OutboxDevice.StartAsync(proxy.Port);
        var feeding = device.FeedAsync(3 * Portion);
        for (var cut = 0; cut < 10; cut++)
        {
            proxy.CutAfter(20_000 + (cut * 101));
            await Eventually.TrueAsync(() => proxy.Cuts == cut + 1, "it is cut", device.Text);
        }

        await feeding;

        await FaultFigures.ShouldBeWholeAsync(device, collector, "connection cut in the middle of a packet, 10 times");
    }

    [Fact]
    public async Task Alerts_DeniedForAWhile_AllCome()
    {
        const string Denied = "topic readwrite edgetransfer/hall/edge/state\ntopic readwrite edgetransfer/hall/edge/a/#\ntopic read #\n";
        await using var broker = await Mosquitto.StartAsync("allow_anonymous true\nacl_file {folder}/rules", ("rules", Denied));
        await using var collector = await CollectAsync(broker);
        await using var device = await OutboxDevice.StartAsync(broker.Port);
        await device.FeedAsync(Portion);
        await Eventually.TrueAsync(() => device.Counters.PublishRefusals.GetValueOrDefault("NotAuthorized") >= 6, "three topics are refused", device.Text);
        await broker.ReloadAsync("rules", "topic readwrite #\n");
        await device.FeedAsync(Portion);

        (await FaultFigures.ShouldBeWholeAsync(device, collector, "three of four topics denied for a while")).Repeats.ShouldBe(0);
        device.Counters.Connects.ShouldBe(1);
    }

    [Fact]
    public async Task Alerts_TenThousandWait_AllComeInOrder()
    {
        await using var broker = await Mosquitto.StartAsync(Durable);
        await using var collector = await CollectAsync(broker);
        await broker.SaveAsync();
        await broker.KillAsync();
        await using var device = await OutboxDevice.StartAsync(broker.Port);
        for (var i = 0; i < 10; i++)
        {
            await device.StoreAsync(1000);
        }

        await broker.RestartAsync();

        await FaultFigures.ShouldBeWholeAsync(device, collector, "10,000 wait");
    }

    private static Task<Watcher> CollectAsync(Mosquitto broker) => broker.WatchAsync(OutboxDevice.Filter, Session);
}
