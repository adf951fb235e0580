using EdgeTransfer.Testing;

namespace EdgeTransfer.Messaging.Deploying;

/// <summary>The shipped bridge.conf between two real mosquittos.</summary>
public class BridgeTests
{
    [Fact]
    public async Task Bridge_AlertOutAndCommandIn_ArriveWithAnswer()
    {
        using var made = await Certificates.MakeAsync("edge", "operator");
        await using var site = await ShippedBroker.StartAsync(made);
        await using var local = await ShippedBroker.StartAsync(made, site.TlsPort);
        await using var device = await Device.StartAsync(local.TlsPort, made.Of("edge"));
        await device.ConnectedAsync();
        await using var watcher = await site.WatchAsync(made, "operator", "edgetransfer/#");
        await watcher.SeesAsync(m => m.Topic == Device.Topics.Root + "/bridge" && m is { Payload: "1", Retained: true }, "the bridge says that it is there");

        var alert = device.Outbox.Add(Device.Topics.Alert("cam"));
        device.Link.PublishRetained(Device.Topics.Model("cam"), "v1"u8.ToArray());
        device.Link.TryPublish(Device.Topics.Inspection("cam"), "each part"u8.ToArray());
        await watcher.SeesAsync(m => m.Payload == alert, "alert at the site");
        await watcher.SeesAsync(m => m.Payload == "v1", "model at the site");
        await using (var late = await site.WatchAsync(made, "operator", Device.Topics.Root + "/+/model"))
        {
            await late.SeesAsync(m => m is { Payload: "v1", Retained: true }, "model retained at the site");
        }

        await using var asker = new ChildProcess(
            "mosquitto_rr", ["-V", "5", "-q", "1", "-p", $"{site.TlsPort}", .. made.Options("operator"), "-t", $"{Device.Topics.Root}/cam/cmd/label", "-e", "operator/replies", "-m", "x"]);
        (await asker.ExitAsync()).ShouldBe(0, local.Text());
        string.Join('\n', asker.Lines).ShouldContain("\"done\"");
        watcher.Messages.ShouldAllBe(m => !m.Topic.EndsWith("/inspection", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Bridge_LineCutAndBrokerRestarted_NothingIsLost()
    {
        using var made = await Certificates.MakeAsync("edge", "operator");
        await using var site = await ShippedBroker.StartAsync(made);
        await using var line = new CuttableProxy(site.TlsPort);
        await using var local = await ShippedBroker.StartAsync(made, line.Port);
        await using var device = await Device.StartAsync(local.TlsPort, made.Of("edge"));
        await device.ConnectedAsync();
        await using var watcher = await site.WatchAsync(made, "operator", $"{Device.Topics.Root}/#");
        await watcher.SeesAsync(m => m.Topic.EndsWith("/bridge", StringComparison.Ordinal) && m.Payload == "1", "bridged");
        var sent = Add(50);
        await watcher.SeesAsync(m => m.Payload == sent[^1], "before the cut");

        line.Cut();
        await watcher.SeesAsync(m => m.Topic.EndsWith("/bridge", StringComparison.Ordinal) && m.Payload == "0", "the site knows that the line is cut");
        sent.AddRange(Add(1500)); // more than the default limit of a queue, 1000
        await device.EmptiedAsync();
        await local.KillAsync(hard: false);
        await local.RestartAsync();
        line.Mend();

        await Eventually.TrueAsync(() => Alerts().Count == sent.Count, "all of them", () => $"{Alerts().Count} of {sent.Count}");
        // mosquitto 2.0.11 may let a message that comes while the bridge connects overtake those that wait
        Alerts().ShouldBe(sent, ignoreOrder: true);

        List<string> Alerts() => [.. watcher.Messages.Where(m => m.Topic == Device.Topics.Alert("cam")).Select(m => m.Payload).Distinct()];

        List<string> Add(int count) => [.. Enumerable.Range(0, count).Select(_ => device.Outbox.Add(Device.Topics.Alert("cam")))];
    }
}
