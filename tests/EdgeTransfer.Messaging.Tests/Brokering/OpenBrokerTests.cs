using System.Net;
using System.Net.NetworkInformation;
using EdgeTransfer.Messaging.Connecting;
using EdgeTransfer.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeTransfer.Messaging.Brokering;

/// <summary>The broker inside, opened to the network.</summary>
public sealed class OpenBrokerTests : IAsyncLifetime
{
    private static readonly string Label = $"{Device.Topics.Root}/cam/cmd/label";

    private readonly string _users = Path.GetTempFileName();

    public async ValueTask InitializeAsync() =>
        await File.WriteAllTextAsync(_users, await Mosquitto.PasswordLineAsync("operator", "o") + await Mosquitto.PasswordLineAsync("panel", "p"));

    public ValueTask DisposeAsync()
    {
        File.Delete(_users);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Open_UsersWithPasswords_ReadAllAndOnlyOperatorsCommand()
    {
        await using var device = await OpenAsync();
        var port = device.EmbeddedPort;
        IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().ShouldContain(l => l.Port == port && l.Address.Equals(IPAddress.Any));
        device.Logs.ShouldContain(l => l.Id == 5101, "without TLS it warns");
        await using var panel = await Watcher.StartAsync(port, Device.Topics.Root + "/#", "-u", "panel", "-P", "p");
        await panel.SeesAsync(m => m.Payload.Contains("online"), "state");
        var alert = device.Outbox.Add(Device.Topics.Alert("cam"));
        await panel.SeesAsync(m => m.Payload == alert, "alert");

        (await PublishAsync(port, "panel", "p", Label)).ShouldContain("Not authorized");
        (await PublishAsync(port, "operator", "o", Device.Topics.State)).ShouldContain("Not authorized");
        (await PublishAsync(port, "operator", "o", "elsewhere")).ShouldContain("Not authorized");
        device.Handler.Requests.ShouldBeEmpty();
        device.Link.Counters.BrokerRefusals["publish"].ShouldBe(3);

        await using var asker = new ChildProcess("mosquitto_rr", ["-V", "5", "-q", "1", "-p", $"{port}", "-u", "operator", "-P", "o", "-t", Label, "-e", "my/replies", "-m", "x"]);
        (await asker.ExitAsync()).ShouldBe(0);
        string.Join('\n', asker.Lines).ShouldContain("\"done\"");
        panel.Messages.ShouldAllBe(m => m.Topic != "elsewhere");
    }

    [Fact]
    public async Task Open_WrongOrNoPassword_RefusedCountedAndSlowedDown()
    {
        await using var device = await OpenAsync();
        var port = device.EmbeddedPort;

        (await PublishAsync(port, "operator", "wrong\nsecret", Label)).ShouldContain("Bad user name or password");
        var again = await PublishAsync(port, "operator", "o", Label); // the right one, but at once
        for (var i = 0; i < 50 && !device.Link.Counters.BrokerRefusals.ContainsKey("slowed_down"); i++)
        {
            again = await PublishAsync(port, "stranger", "x", Label);
        }

        again.ShouldContain("exceeded", Case.Insensitive);
        device.Link.Counters.BrokerRefusals["wrong_password"].ShouldBeGreaterThan(0);
        device.Logs.ShouldContain(l => l.Id == 5102 && l.Text.Contains("127.0.0.1"));
        device.Logs.ShouldAllBe(l => !l.Text.Contains("secret"));
        device.Link.IsConnected.ShouldBeTrue("the device itself comes from the same address");
    }

    [Fact]
    public async Task Open_NoUser_IsRefused()
    {
        await using var device = await OpenAsync();
        await using var tool = new ChildProcess("mosquitto_pub", ["-V", "5", "-p", $"{device.EmbeddedPort}", "-t", Label, "-m", "x"]);

        (await tool.ExitAsync()).ShouldNotBe(0);

        device.Link.Counters.BrokerRefusals["no_password"].ShouldBe(1);
    }

    [Fact]
    public async Task Open_NameOfTheDevice_CannotBeTaken()
    {
        await using var device = await OpenAsync();

        await using var thief = new ChildProcess(
            "mosquitto_sub", ["-V", "5", "-p", $"{device.EmbeddedPort}", "-u", "panel", "-P", "p", "-i", "edgetransfer:hall:line-1", "-t", "#", "-C", "1"]);
        (await thief.ExitAsync()).ShouldNotBe(0);

        device.Link.Counters.BrokerRefusals["client_id"].ShouldBe(1);
        device.Link.Counters.Losses.ShouldBe(0);
    }

    [Fact]
    public async Task Open_LastWillOfAUser_IsNotSpokenForTheDevice()
    {
        await using var device = await OpenAsync();
        await using var watcher = await Watcher.StartAsync(device.EmbeddedPort, "#", "-u", "panel", "-P", "p");
        await using (var dying = await Watcher.StartAsync(device.EmbeddedPort, "none", "-u", "operator", "-P", "o", "--will-topic", Device.Topics.State, "--will-payload", "forged"))
        {
            // killed at the end of this block: the broker has its Last Will to publish
        }

        await Eventually.TrueAsync(() => device.Link.Counters.BrokerRefusals.ContainsKey("publish"), "refused", device.Text);
        watcher.Messages.ShouldAllBe(m => m.Payload != "forged");
    }

    [Fact]
    public async Task Open_WithCertificate_OthersNeedTls()
    {
        using var made = await Certificates.MakeAsync();
        await using var device = await OpenAsync(("ListenCertFile", made["mosquitto.pem"]), ("ListenKeyFile", made["mosquitto.key.pem"]));
        await device.ConnectedAsync();

        await using var panel = await Watcher.StartAsync(device.EmbeddedPort, Device.Topics.Root + "/#", "-h", "localhost", "--cafile", made["ca.pem"], "-u", "panel", "-P", "p");
        await panel.SeesAsync(m => m.Payload.Contains("online"), "state");
        await using var plain = new ChildProcess("mosquitto_pub", ["-V", "5", "-p", $"{device.EmbeddedPort}", "-u", "operator", "-P", "o", "-t", Label, "-m", "x"]);
        (await plain.ExitAsync()).ShouldNotBe(0);

        device.Logs.ShouldNotContain(l => l.Id == 5101);
        IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().ShouldContain(l => l.Port == device.EmbeddedPort && l.Address.Equals(IPAddress.Any));
    }

    [Theory]
    [InlineData("missing", "ListenPasswordFile cannot be read")]
    [InlineData("empty", "names no user")]
    [InlineData("unknownOperator", "ListenOperators names 'nobody'")]
    [InlineData("noCertificate", "ListenCertFile and ListenKeyFile cannot be used")]
    public async Task Start_CannotBeOpenedSafely_RefusesToStart(string wrong, string said)
    {
        var empty = Path.GetTempFileName();
        var options = new MqttOptions
        {
            Port = 0,
            Listen = "0.0.0.0",
            ListenPasswordFile = wrong switch { "missing" => "/nowhere", "empty" => empty, _ => _users },
            ListenOperators = wrong == "unknownOperator" ? ["nobody"] : [],
            ListenCertFile = wrong == "noCertificate" ? empty : null,
            ListenKeyFile = wrong == "noCertificate" ? empty : null,
        };
        await using var broker = new EmbeddedBroker(options, Device.Topics, new Counting(), TimeProvider.System, NullLogger<EmbeddedBroker>.Instance);

        (await Should.ThrowAsync<InvalidOperationException>(() => broker.StartAsync(TestContext.Current.CancellationToken))).Message.ShouldContain(said);

        broker.Port.ShouldBe(0);
        File.Delete(empty);
    }

    private static async Task<string> PublishAsync(int port, string user, string password, string topic)
    {
        await using var tool = new ChildProcess("mosquitto_pub", ["-V", "5", "-q", "1", "-p", $"{port}", "-u", user, "-P", password, "-t", topic, "-m", "x"]);
        await tool.ExitAsync();
        return string.Join('\n', tool.Lines);
    }

    private async Task<Device> OpenAsync(params (string, string)[] more)
    {
        var device = await Device.StartEmbeddedAsync([("Listen", "0.0.0.0"), ("ListenPasswordFile", _users), ("ListenOperators:0", "operator"), .. more]);
        await device.ConnectedAsync();
        return device;
    }
}
