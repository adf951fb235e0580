using EdgeTransfer.Testing;

namespace EdgeTransfer.Messaging.Alerts;

public class OutboxSenderTests
{
    private const string DenyAlerts = """
        topic readwrite edgetransfer/hall/line-1/state
        topic readwrite edgetransfer/hall/line-1/good/#
        topic read #
        """;

    private static string Good => Device.Topics.Alert("good");

    private static string Bad => Device.Topics.Alert("bad");

    [Fact]
    public async Task Alerts_BrokerKilledAndRestarted_AllArriveInOrderPerTopic()
    {
        // a broker that keeps nothing: what it acknowledged and did not deliver is gone with it
        await using var broker = await Mosquitto.StartAsync();
        await using var proxy = new CuttableProxy(broker.Port);
        await using var watcher = await broker.WatchAsync(Device.Topics.Root + "/+/alert");
        await using var device = await Device.StartAsync(proxy.Port);
        string[] topics = [Device.Topics.Alert("a"), Device.Topics.Alert("b"), Device.Topics.Alert("c")];
        var sent = topics.ToDictionary(t => t, _ => new List<string>());
        for (var kill = 0; kill < 3; kill++)
        {
            for (var i = 0; i < 150; i++)
            {
                var topic = topics[i % 3];
                sent[topic].Add(device.Outbox.Add(topic));
            }

            var before = watcher.Messages.Count;
            await Eventually.TrueAsync(() => watcher.Messages.Count > before + 5, "some arrived", watcher.Text);
            proxy.Refuse();
            await broker.KillAsync();
            await broker.RestartAsync();
            await Eventually.TrueAsync(() => watcher.Subscriptions == kill + 2, "watcher is back first", watcher.Text);
            proxy.Mend();
        }

        await device.EmptiedAsync();
        await Eventually.TrueAsync(() => watcher.Messages.DistinctBy(m => m.Payload).Count() == 450, "all arrived", () => device.Text() + watcher.Text());
        foreach (var topic in topics)
        {
            watcher.Messages.Where(m => m.Topic == topic).Select(m => m.Payload).Distinct().ShouldBe(sent[topic]);
        }

        device.Link.Counters.PublishRefusals.ShouldBeEmpty(); // a lost connection is no refusal
    }

    [Fact]
    public async Task Alerts_AcknowledgedByBrokerThatForgot_ReplayedAfterReconnect()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var proxy = new CuttableProxy(broker.Port);
        await using var device = await Device.StartAsync(proxy.Port);
        var sent = Enumerable.Range(0, 20).Select(_ => device.Outbox.Add(Good)).ToList();
        await device.EmptiedAsync();

        proxy.Cut();
        await broker.KillAsync();
        await broker.RestartAsync();
        await using var watcher = await broker.WatchAsync(Good);
        proxy.Mend();

        await Eventually.TrueAsync(() => watcher.Messages.Count == 20, "replayed", () => device.Text());
        watcher.Messages.Select(m => m.Payload).ShouldBe(sent);
        await Eventually.TrueAsync(() => device.Link.Counters.Replayed == 20, "counted", device.Text);
    }

    [Fact]
    public async Task Alerts_DeniedByRules_KeptWithoutSpinningAndSentOnceAllowed()
    {
        await using var broker = await Mosquitto.StartAsync("allow_anonymous true\nacl_file {folder}/rules", ("rules", DenyAlerts));
        await using var device = await Device.StartAsync(broker);
        List<string> denied = [device.Outbox.Add(Bad), device.Outbox.Add(Bad)];

        await Eventually.TrueAsync(() => device.Link.Counters.PublishRefusals.GetValueOrDefault("NotAuthorized") >= 4, "refused", device.Text);

        // each refusal costs one look and one wait, not a hot loop
        device.Outbox.Peeks.ShouldBeLessThanOrEqualTo((int)(3 * (device.Link.Counters.PublishRefusals["NotAuthorized"] + 2)));
        device.Outbox.Count.ShouldBe(2);
        device.Logs.Count(l => l.Id == 5200).ShouldBe(1);
        device.Link.Counters.Connects.ShouldBe(1);

        await using var watcher = await broker.WatchAsync(Bad);
        await broker.ReloadAsync("rules", "topic readwrite #\n");
        await device.EmptiedAsync();
        await Eventually.TrueAsync(() => watcher.Messages.Count == 2, "both arrived", watcher.Text);
        watcher.Messages.Select(m => m.Payload).ShouldBe(denied);
    }

    [Fact]
    public async Task Alerts_ManyDeniedOnOneTopic_DoNotSilenceAnother()
    {
        await using var broker = await Mosquitto.StartAsync("allow_anonymous true\nacl_file {folder}/rules", ("rules", DenyAlerts));
        await using var watcher = await broker.WatchAsync(Good);
        await using var device = await Device.StartAsync(broker);
        for (var i = 0; i < 300; i++)
        {
            device.Outbox.Add(Bad);
        }

        var payload = device.Outbox.Add(Good);

        await watcher.SeesAsync(m => m.Payload == payload, "the other topic's alert");
        await Eventually.TrueAsync(() => device.Outbox.Count == 300, "the refused are kept", device.Text);
    }

    [Fact]
    public async Task Alerts_BrokerHangs_ConnectionGivenUpAndAlertArrivesLater()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var device = await Device.StartAsync(broker, ("AcknowledgeBound", "00:00:00.5"));
        await device.ConnectedAsync();
        await using var watcher = await broker.WatchAsync(Good);
        await broker.PauseAsync();
        var payload = device.Outbox.Add(Good);

        await Eventually.TrueAsync(() => device.Link.Counters.Losses == 1, "given up", device.Text);
        device.Outbox.Count.ShouldBe(1);
        await broker.ResumeAsync();

        await device.EmptiedAsync();
        await watcher.SeesAsync(m => m.Payload == payload, "alert");
    }

    [Fact]
    public async Task Alerts_StoreFails_LoggedAndSentOnceItRecovers()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var device = await Device.StartAsync(broker);
        device.ExpectedErrors.Add(5201);
        device.Outbox.Failures = 3;
        device.Outbox.Add(Good);

        await device.EmptiedAsync();

        device.Logs.ShouldContain(l => l.Id == 5201);
    }

    [Fact]
    public async Task Alerts_LargerThanBrokerTakes_KeptAndConnectionStays()
    {
        await using var broker = await Mosquitto.StartAsync("allow_anonymous true\nmax_packet_size 2000");
        await using var watcher = await broker.WatchAsync(Good);
        await using var device = await Device.StartAsync(broker);
        device.Outbox.Add(Bad, padding: 3000);
        var payload = device.Outbox.Add(Good);

        await watcher.SeesAsync(m => m.Payload == payload, "the small alert");
        await Eventually.TrueAsync(() => device.Link.Counters.PublishRefusals.GetValueOrDefault("PacketTooLarge") >= 2, "refused", device.Text);
        device.Link.Counters.Connects.ShouldBe(1);
        await Eventually.TrueAsync(() => device.Outbox.Count == 1, "only the large one waits", device.Text);
    }

    [Fact]
    public async Task Alerts_RefusedOneIsDroppedByALimit_TheSenderRestsAndLaterOnesAreSent()
    {
        await using var broker = await Mosquitto.StartAsync("allow_anonymous true\nacl_file {folder}/rules", ("rules", DenyAlerts));
        await using var device = await Device.StartAsync(broker);
        device.Outbox.Add(Bad);
        await Eventually.TrueAsync(() => device.Link.Counters.PublishRefusals.GetValueOrDefault("NotAuthorized") >= 1, "refused", device.Text);

        device.Outbox.Drop(Bad);
        await Eventually.TrueAsync(() => device.Outbox.Peeks > 3, "it looks again", device.Text);
        var peeks = device.Outbox.Peeks;
        await Task.Delay(TimeSpan.FromMilliseconds(300), TestContext.Current.CancellationToken);

        device.Outbox.Peeks.ShouldBeLessThan(peeks + 5, "it does not spin");
        device.Outbox.Add(Good);
        await device.EmptiedAsync();
    }

    [Fact]
    public async Task Alerts_FreshLateAndRepeated_ToldAsReplayedButForTheFresh()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var proxy = new CuttableProxy(broker.Port);
        await using var watcher = await broker.WatchAsync(Good);
        await using var device = await Device.StartAsync(proxy.Port);
        var now = TimeProvider.System.GetUtcNow();
        device.Outbox.AddJson(Good, now);
        device.Outbox.AddJson(Good, now.AddSeconds(-60));
        await Eventually.TrueAsync(() => watcher.Messages.Count == 2, "both arrived", watcher.Text);
        await device.EmptiedAsync();

        proxy.Cut();
        proxy.Mend();
        await Eventually.TrueAsync(() => watcher.Messages.Count == 4, "both arrived again", watcher.Text);

        const string Fresh = """{"n":0}""", Again = """{"n":0,"replayed":true}""", Late = """{"n":1,"replayed":true}""";
        watcher.Messages.Select(m => m.Payload).ShouldBe([Fresh, Late, Again, Late]);
    }

    [Fact]
    public async Task Alerts_AcknowledgementCannotBeWritten_WrittenLaterAndNotSentAgain()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var watcher = await broker.WatchAsync(Good);
        await using var device = await Device.StartAsync(broker);
        device.ExpectedErrors.Add(5201);
        device.Outbox.LostAcknowledgements = 1;
        device.Outbox.AddJson(Good, TimeProvider.System.GetUtcNow());

        await device.EmptiedAsync();

        watcher.Messages.ShouldHaveSingleItem().Payload.ShouldBe("""{"n":0}""");
    }
}
