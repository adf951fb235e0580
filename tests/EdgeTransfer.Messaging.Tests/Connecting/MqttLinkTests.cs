using System.Text;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Testing;

namespace EdgeTransfer.Messaging.Connecting;

public class MqttLinkTests
{
    private const string Degraded = """
        "state":"degraded","reasons":[{"code":"not_taught","station":"top"}]}
        """;

    [Fact]
    public async Task State_ConnectAndStop_OnlineThenStoppedRetained()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var device = await Device.StartAsync(broker);
        await device.ConnectedAsync();
        await using (var late = await broker.WatchAsync(Device.Topics.State))
        {
            await late.SeesAsync(m => m.Retained && m.Payload.Contains("\"state\":\"online\"") && m.Payload.Contains("\"schema\":\"edgetransfer/state/1\""), "online retained");
        }

        await device.StopAsync();

        await using var later = await broker.WatchAsync(Device.Topics.State);
        await later.SeesAsync(m => m.Retained && m.Payload.Contains("\"state\":\"stopped\""), "stopped retained");
        broker.Log.ShouldContain(l => l.Contains("Received DISCONNECT from edgetransfer:hall:line-1"));
    }

    [Fact]
    public async Task State_CableCut_LastWillSaysOfflineThenOnlineAgain()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var proxy = new CuttableProxy(broker.Port);
        await using var device = await Device.StartAsync(proxy.Port);
        await device.ConnectedAsync();
        await using var watcher = await broker.WatchAsync(Device.Topics.State);

        proxy.Cut();
        await watcher.SeesAsync(m => m.Payload.StartsWith("{\"schema\":\"edgetransfer/state/1\",\"id\":", StringComparison.Ordinal) && m.Payload.EndsWith("\"state\":\"offline\"}", StringComparison.Ordinal), "offline by Last Will");
        await using (var late = await broker.WatchAsync(Device.Topics.State))
        {
            await late.SeesAsync(m => m.Retained && m.Payload.Contains("offline"), "offline retained");
        }

        proxy.Mend();
        await device.ConnectedAsync(2);
        await Eventually.TrueAsync(() => watcher.Messages[^1].Payload.Contains("online"), "online again", watcher.Text);
        device.Link.Counters.Losses.ShouldBe(1);
    }

    [Fact]
    public async Task SetReasons_WhileConnectedAndAfterAReconnect_StateTellsThem()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var proxy = new CuttableProxy(broker.Port);
        await using var device = await Device.StartAsync(proxy.Port);
        await device.ConnectedAsync();
        await using var watcher = await broker.WatchAsync(Device.Topics.State);

        device.Link.SetReasons([new(StateCodes.NotTaught, "top")]);
        await watcher.SeesAsync(m => m.Payload.Contains(Degraded), "degraded");
        proxy.Cut();
        await watcher.SeesAsync(m => m.Payload.Contains("offline"), "offline");
        device.Link.SetReasons([new(StateCodes.OutboxFull)]);
        proxy.Mend();
        await Eventually.TrueAsync(() => watcher.Messages[^1].Payload.Contains("\"reasons\":[{\"code\":\"outbox_full\"}]"), "what has changed meanwhile", watcher.Text);

        device.Link.SetReasons([]);
        await Eventually.TrueAsync(() => watcher.Messages[^1].Payload.Contains("\"state\":\"online\"}"), "online again", watcher.Text);
        watcher.Messages.Count(m => m.Payload.Contains(Degraded)).ShouldBe(1, "what was true before is not told again");
    }

    [Fact]
    public async Task TryPublishImage_Connected_ArrivesWithItsProperties()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var device = await Device.StartAsync(broker);
        await device.ConnectedAsync();
        await using var watcher = await Watcher.StartAsync(broker.Port, Device.Topics.Image("cam"), "-F", "%C %P %l");

        device.Link.TryPublishImage(Device.Topics.Image("cam"), new byte[1234], [new("id", "x"), new("partId", "cam-1")]).ShouldBeTrue();

        await Eventually.TrueAsync(() => watcher.Text().Contains("image/jpeg id:x partId:cam-1 1234"), "the picture", watcher.Text);
    }

    [Fact]
    public async Task Connect_WrongPassword_CountedAndConnectsOnceFileIsCorrected()
    {
        await using var broker = await Mosquitto.StartAsync(
            "allow_anonymous false\npassword_file {folder}/passwords", ("passwords", await Mosquitto.PasswordLineAsync("line", "right")));
        var file = Path.Combine(broker.Folder, "secret");
        await File.WriteAllTextAsync(file, "wrong-secret\n", TestContext.Current.CancellationToken);
        await using var device = await Device.StartAsync(broker, ("User", "line"), ("PasswordFile", file));

        await Eventually.TrueAsync(() => device.Link.Counters.Refusals.GetValueOrDefault("NotAuthorized") >= 2, "refused twice", device.Text);
        device.Link.IsConnected.ShouldBeFalse();
        device.Logs.ShouldContain(l => l.Id == 5001 && l.Text.Contains("0x87"));
        device.Logs.ShouldAllBe(l => !l.Text.Contains("wrong-secret"));

        await File.WriteAllTextAsync(file, "right\n", TestContext.Current.CancellationToken);
        await device.ConnectedAsync();
    }

    [Fact]
    public async Task Connect_NobodyListens_CountedAndConnectsOnceThere()
    {
        await using var broker = await Mosquitto.StartAsync();
        await broker.KillAsync();
        await using var device = await Device.StartAsync(broker);
        await Eventually.TrueAsync(() => device.Link.Counters.Refusals.GetValueOrDefault("UnreachableConnectionRefused") >= 2, "refused twice", device.Text);

        await broker.RestartAsync();

        await device.ConnectedAsync();
    }

    [Fact]
    public async Task PublishRetained_BrokerForgets_PublishedAgainAfterReconnect()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var device = await Device.StartAsync(broker);
        var topic = Device.Topics.Model("cam");
        device.Link.PublishRetained(topic, Encoding.UTF8.GetBytes("v1"));
        await device.ConnectedAsync();
        device.Link.PublishRetained(topic, Encoding.UTF8.GetBytes("v2"));
        await using (var watcher = await broker.WatchAsync(topic))
        {
            await watcher.SeesAsync(m => m.Payload == "v2", "second version");
        }

        await broker.KillAsync();
        await broker.RestartAsync();

        await device.ConnectedAsync(2);
        await using var late = await broker.WatchAsync(topic);
        await late.SeesAsync(m => m.Payload == "v2", "second version again");
        late.Messages.ShouldAllBe(m => m.Payload == "v2");
    }

    [Fact]
    public async Task TryPublish_ConnectedOrNot_ArrivesOrIsCounted()
    {
        await using var broker = await Mosquitto.StartAsync();
        var topic = Device.Topics.Inspection("cam");
        await using var watcher = await broker.WatchAsync(topic);
        await using var device = await Device.StartAsync(broker);
        await device.ConnectedAsync();

        device.Link.TryPublish(topic, Encoding.UTF8.GetBytes("one")).ShouldBeTrue();
        await watcher.SeesAsync(m => m.Payload == "one" && !m.Retained, "inspection");

        await broker.KillAsync();
        await Eventually.TrueAsync(() => !device.Link.IsConnected, "disconnected");
        device.Link.TryPublish(topic, Encoding.UTF8.GetBytes("two")).ShouldBeFalse();
        device.Link.Counters.Dropped["NotConnected"].ShouldBe(1);
    }
}
