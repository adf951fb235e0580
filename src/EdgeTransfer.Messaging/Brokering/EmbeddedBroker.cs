using System.Net;
using System.Net.Sockets;
using EdgeTransfer.Messaging.Connecting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MQTTnet.Server;

namespace EdgeTransfer.Messaging.Brokering;

/// <summary>A broker for a device without one: loopback only, retained messages and sessions in memory.</summary>
public sealed class EmbeddedBroker(MqttOptions options, ILogger<EmbeddedBroker> logger) : IHostedService, IAsyncDisposable
{
    /// <summary>A consumer that is slower than this loses its oldest messages.</summary>
    private const int MaxPendingPerClient = 10_000;

    private MqttServer? _server;

    /// <summary>The port it listens on; 0 while it does not run.</summary>
    public int Port { get; private set; }

    /// <summary>Listens, unless the settings name another broker; throws when the port is taken.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!options.Embedded || _server is not null)
        {
            return;
        }

        var port = options.Port == 0 ? FreePort() : options.Port;
        var server = new MqttServerFactory().CreateMqttServer(new MqttServerOptionsBuilder()
            .WithDefaultEndpoint()
            .WithDefaultEndpointBoundIPAddress(IPAddress.Loopback)
            .WithDefaultEndpointBoundIPV6Address(IPAddress.None)
            .WithDefaultEndpointPort(port)
            .WithPersistentSessions()
            .WithMaxPendingMessagesPerClient(MaxPendingPerClient)
            .WithPendingMessagesOverflowStrategy(MqttPendingMessagesOverflowStrategy.DropOldestQueuedMessage)
            .Build());
        server.ValidatingConnectionAsync += NameAsync;
        try
        {
            await server.StartAsync();
        }
        catch (SocketException e)
        {
            server.Dispose();
            throw new InvalidOperationException(
                $"The embedded broker cannot listen on 127.0.0.1:{port} ({e.SocketErrorCode}): set {MqttOptions.Section}:Host to use the broker that is there, or {MqttOptions.Section}:Port.", e);
        }

        (_server, Port) = (server, port);
        Log.BrokerStarted(logger, port);
    }

    /// <summary>Stops listening; what it held is gone.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_server is { } server)
        {
            (_server, Port) = (null, 0);
            await server.StopAsync(new MqttServerStopOptions());
            server.Dispose();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    // The library refuses clients without a name, though MQTT 5 lets the broker give them one.
    private static Task NameAsync(ValidatingConnectionEventArgs e)
    {
        if (string.IsNullOrEmpty(e.ClientId))
        {
            e.AssignedClientIdentifier = $"auto-{Guid.NewGuid():n}";
        }

        return Task.CompletedTask;
    }

    // The library does not tell which port it got for 0.
    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
