using System.Net;
using System.Net.NetworkInformation;
using System.Text;
using EdgeTransfer.Messaging.Commands;
using EdgeTransfer.Messaging.Connecting;
using EdgeTransfer.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace EdgeTransfer.Messaging.Brokering;

public class EmbeddedBrokerTests
{
    [Fact]
    public async Task Embedded_NoHost_ServesStateAlertsDocumentsAndCommands()
    {
        await using var device = await Device.StartEmbeddedAsync();
        await device.ConnectedAsync();
        var port = device.EmbeddedPort;
        await using var watcher = await Watcher.StartAsync(port, Device.Topics.Root + "/#");
        await watcher.SeesAsync(m => m.Retained && m.Payload.Contains("online"), "online retained");

        var payload = device.Outbox.Add(Device.Topics.Alert("cam"));
        device.Link.PublishRetained(Device.Topics.Model("cam"), Encoding.UTF8.GetBytes("v1"));

        await watcher.SeesAsync(m => m.Payload == payload, "alert");
        await device.EmptiedAsync();
        await using var late = await Watcher.StartAsync(port, Device.Topics.Model("cam"));
        await late.SeesAsync(m => m.Retained && m.Payload == "v1", "document");
        (await CommandLoopTests.AskAsync(port, "label")).ShouldContain("done");
    }

    [Fact]
    public async Task Embedded_Running_ListensOnLoopbackOnly()
    {
        await using var device = await Device.StartEmbeddedAsync();

        var listeners = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(l => l.Port == device.EmbeddedPort);

        listeners.ShouldHaveSingleItem().Address.ShouldBe(IPAddress.Loopback);
    }

    [Fact]
    public async Task Start_PortTaken_SaysWhatToDo()
    {
        await using var other = await Mosquitto.StartAsync();
        await using var broker = new EmbeddedBroker(new MqttOptions { Port = other.Port }, Device.Topics, new Counting(), TimeProvider.System, NullLogger<EmbeddedBroker>.Instance);

        var error = await Should.ThrowAsync<InvalidOperationException>(() => broker.StartAsync(TestContext.Current.CancellationToken));

        error.Message.ShouldContain("Mqtt:Host");
    }
}
