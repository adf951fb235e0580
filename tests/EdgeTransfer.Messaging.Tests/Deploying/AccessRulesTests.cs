using EdgeTransfer.Testing;

namespace EdgeTransfer.Messaging.Deploying;

/// <summary>The shipped mosquitto.conf, tls.conf and acl, in a real mosquitto.</summary>
public class AccessRulesTests
{
    private static readonly string Label = $"{Device.Topics.Root}/cam/cmd/label";

    [Fact]
    public async Task Device_OwnAndOthersTopics_OnlyItsOwnAreTaken()
    {
        using var made = await Certificates.MakeAsync("edge", "operator");
        await using var broker = await ShippedBroker.StartAsync(made);
        await using var watcher = await broker.WatchAsync(made, "operator", "edgetransfer/#");
        await using var device = await Device.StartAsync(broker.TlsPort, made.Of("edge"));
        await device.ConnectedAsync();
        broker.Log.ShouldContain(l => l.Contains("as edgetransfer:hall:line-1") && l.Contains("u'edge'"));

        var own = device.Outbox.Add(Device.Topics.Alert("cam"));
        await watcher.SeesAsync(m => m.Payload == own, "own alert");
        await watcher.SeesAsync(m => m.Topic == Device.Topics.State && m.Payload.Contains("online"), "own state");
        device.Link.Counters.PublishRefusals.ShouldBeEmpty();
        device.Outbox.Add("edgetransfer/hall/line-2/cam/alert");
        await Eventually.TrueAsync(() => device.Link.Counters.PublishRefusals.GetValueOrDefault("NotAuthorized") > 0, "refused", device.Text);

        device.Logs.ShouldContain(l => l.Id == 5200 && l.Text.Contains("line-2") && l.Text.Contains("access rules"));
        watcher.Messages.ShouldAllBe(m => !m.Topic.Contains("line-2"));
    }

    [Fact]
    public async Task Command_ByOperatorDashboardAndDevice_OnlyTheOperatorsArrives()
    {
        using var made = await Certificates.MakeAsync("edge", "operator", "dashboard");
        await using var broker = await ShippedBroker.StartAsync(made);
        await using var device = await Device.StartAsync(broker.TlsPort, made.Of("edge"));
        await device.ConnectedAsync();

        foreach (var other in new[] { "dashboard", "edge" })
        {
            (await broker.PublishAsync(made, other, Label, other)).ShouldContain("Not authorized");
        }

        await using var asker = new ChildProcess(
            "mosquitto_rr", ["-V", "5", "-q", "1", "-p", $"{broker.TlsPort}", .. made.Options("operator"), "-t", Label, "-e", "operator/replies", "-m", "operator"]);
        (await asker.ExitAsync()).ShouldBe(0);

        string.Join('\n', asker.Lines).ShouldContain("\"done\"");
        device.Handler.Requests.ShouldHaveSingleItem().Name.ShouldBe("label");
        await using var reader = await broker.WatchAsync(made, "dashboard", "edgetransfer/#");
        await reader.SeesAsync(m => m.Topic == Device.Topics.State, "a dashboard reads");
    }

    [Fact]
    public async Task Answers_OfAnotherUser_AreNotRead()
    {
        using var made = await Certificates.MakeAsync("operator", "dashboard");
        await using var broker = await ShippedBroker.StartAsync(made);
        await using var stranger = await broker.WatchAsync(made, "dashboard", "operator/replies");
        await using var own = await broker.WatchAsync(made, "operator", "operator/replies");
        await using var device = await Device.StartAsync(broker.Port, ("User", "edge"), ("PasswordFile", await PasswordAsync(broker)));
        await device.ConnectedAsync();

        device.Outbox.Add("operator/replies");

        await own.SeesAsync(m => m.Topic == "operator/replies", "the answer");
        stranger.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Stranger_WithoutPasswordOrCertificate_IsRefused()
    {
        using var made = await Certificates.MakeAsync();
        using var others = await Certificates.MakeAsync("edge");
        await using var broker = await ShippedBroker.StartAsync(made);

        await using var anonymous = await Device.StartAsync(broker.Port);
        await using var bare = await Device.StartAsync(broker.TlsPort, ("Tls", "true"), ("CaFile", made["ca.pem"]));
        await using var foreign = await Device.StartAsync(broker.TlsPort, [.. others.Of("edge"), ("CaFile", made["ca.pem"])]);

        await Eventually.TrueAsync(() => anonymous.Link.Counters.Refusals.ContainsKey("NotAuthorized"), "anonymous", anonymous.Text);
        await Eventually.TrueAsync(() => bare.Link.Counters.Refusals.ContainsKey("ClientCertificateRefused"), "no certificate", bare.Text);
        await Eventually.TrueAsync(() => foreign.Link.Counters.Refusals.ContainsKey("ClientCertificateRefused"), "foreign certificate", foreign.Text);
        bare.Logs.ShouldContain(l => l.Id == 5001 && l.Text.Contains("set ClientCertFile"));
        foreign.Logs.ShouldContain(l => l.Id == 5001 && l.Text.Contains("signed by an authority that the broker trusts"));
        new[] { anonymous, bare, foreign }.ShouldAllBe(d => d.Link.Counters.Connects == 0);
    }

    private static async Task<string> PasswordAsync(ShippedBroker broker)
    {
        var file = Path.Combine(broker.Folder, "edge-password");
        await File.WriteAllTextAsync(file, "edge\n");
        return file;
    }
}
