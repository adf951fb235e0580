using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Messaging.Connecting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace EdgeTransfer.Messaging.Brokering;

/// <summary>A broker for a device without one: retained messages and sessions in memory; loopback only, unless <c>Listen</c> opens it to users with passwords.</summary>
public sealed class EmbeddedBroker : IHostedService, IAsyncDisposable
{
    /// <summary>A consumer that is slower than this loses its oldest messages.</summary>
    private const int MaxPendingPerClient = 10_000;

    private readonly MqttOptions _options;
    private readonly Counting _counting;
    private readonly ILogger<EmbeddedBroker> _logger;
    private readonly BrokerAccess? _access;
    private MqttServer? _server;
    private X509Certificate2? _certificate;

    internal EmbeddedBroker(MqttOptions options, Topics topics, Counting counting, TimeProvider time, ILogger<EmbeddedBroker> logger)
    {
        (_options, _counting, _logger) = (options, counting, logger);
        _access = options.Listen is null ? null : new(options.ListenPasswordFile!, options.ListenOperators, topics, time);
        Door = new(IPAddress.Loopback.ToString(), 0, null, []);
    }

    /// <summary>The port it listens on; 0 while it does not run.</summary>
    public int Port { get; private set; }

    /// <summary>Where the device itself connects.</summary>
    internal BrokerDoor Door { get; private set; }

    /// <summary>Listens, unless the settings name another broker; throws when the port is taken, or users or certificate cannot be used.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!_options.IsEmbedded || _server is not null)
        {
            return;
        }

        if (_access?.Check() is { } wrong)
        {
            throw new InvalidOperationException($"The embedded broker is not opened to the network. {wrong.Message}");
        }

        var address = IPAddress.Parse(_options.Listen ?? "127.0.0.1");
        var port = _options.Port == 0 ? FreePort() : _options.Port;
        var tls = _options.ListenCertFile is not null;
        // with TLS the device keeps a door of its own on loopback: it needs no encryption there
        var (plain, plainPort) = tls ? (IPAddress.Loopback, FreePort()) : (address, port);
        var builder = new MqttServerOptionsBuilder()
            .WithDefaultEndpoint()
            .WithDefaultEndpointBoundIPAddress(plain.AddressFamily == AddressFamily.InterNetwork ? plain : IPAddress.None)
            .WithDefaultEndpointBoundIPV6Address(plain.AddressFamily == AddressFamily.InterNetworkV6 ? plain : IPAddress.None)
            .WithDefaultEndpointPort(plainPort)
            .WithPersistentSessions()
            .WithMaxPendingMessagesPerClient(MaxPendingPerClient)
            .WithPendingMessagesOverflowStrategy(MqttPendingMessagesOverflowStrategy.DropOldestQueuedMessage);
        if (tls)
        {
            _certificate = Certificate();
            builder.WithEncryptedEndpoint()
                .WithEncryptedEndpointBoundIPAddress(address.AddressFamily == AddressFamily.InterNetwork ? address : IPAddress.None)
                .WithEncryptedEndpointBoundIPV6Address(address.AddressFamily == AddressFamily.InterNetworkV6 ? address : IPAddress.None)
                .WithEncryptedEndpointPort(port)
                .WithEncryptionSslProtocol(SslProtocols.Tls12 | SslProtocols.Tls13)
                .WithEncryptionCertificate(_certificate);
        }

        var server = new MqttServerFactory().CreateMqttServer(builder.Build());
        server.ValidatingConnectionAsync += LoginAsync;
        if (_access is not null)
        {
            server.InterceptingPublishAsync += PublishAsync;
        }

        try
        {
            await server.StartAsync();
        }
        catch (SocketException e)
        {
            server.Dispose();
            throw new InvalidOperationException(
                $"The embedded broker cannot listen on {address}:{port} ({e.SocketErrorCode}): set {MqttOptions.Section}:Host to use the broker that is there, or {MqttOptions.Section}:Port{(_access is null ? "" : " or Listen")}.", e);
        }

        (_server, Port) = (server, port);
        var own = plain.Equals(IPAddress.Any) ? IPAddress.Loopback : plain.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : plain;
        Door = new(own.ToString(), plainPort, _access is null ? null : BrokerAccess.Device, _access?.DevicePassword ?? []);
        Log.BrokerStarted(_logger, new IPEndPoint(address, port).ToString());
        if (!tls && !IPAddress.IsLoopback(address))
        {
            Log.BrokerPlain(_logger, new IPEndPoint(address, port).ToString());
        }
    }

    /// <summary>Stops listening; what it held is gone.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_server is { } server)
        {
            (_server, Port) = (null, 0);
            await server.StopAsync(new MqttServerStopOptions());
            server.Dispose();
            _certificate?.Dispose();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);

    private X509Certificate2 Certificate()
    {
        try
        {
            return X509Certificate2.CreateFromPemFile(_options.ListenCertFile!, _options.ListenKeyFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Security.Cryptography.CryptographicException or ArgumentException)
        {
            throw new InvalidOperationException(
                $"The embedded broker is not opened to the network: ListenCertFile and ListenKeyFile cannot be used: {e.Message} They must be a PEM certificate and its key, unencrypted, readable by the service's user.", e);
        }
    }

    private Task LoginAsync(ValidatingConnectionEventArgs e)
    {
        // the library refuses clients without a name, though MQTT 5 lets the broker give them one
        if (string.IsNullOrEmpty(e.ClientId))
        {
            e.AssignedClientIdentifier = $"auto-{Guid.NewGuid():n}";
        }

        var address = (e.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
        if (_access?.RefuseLogin(e.UserName, e.RawPassword, e.ClientId ?? "", address) is { } reason)
        {
            _counting.BrokerRefusals.Add(reason);
            Log.LoginRefused(_logger, Shown(e.UserName), address.ToString(), reason);
            e.ReasonCode = reason switch
            {
                "slowed_down" => MqttConnectReasonCode.ConnectionRateExceeded,
                "password_file" => MqttConnectReasonCode.ServerUnavailable,
                "client_id" => MqttConnectReasonCode.ClientIdentifierNotValid,
                _ => MqttConnectReasonCode.BadUserNameOrPassword,
            };
        }

        return Task.CompletedTask;
    }

    private Task PublishAsync(InterceptingPublishEventArgs e)
    {
        if (!_access!.MayPublish(e.UserName, e.ApplicationMessage.Topic))
        {
            _counting.BrokerRefusals.Add("publish");
            e.ProcessPublish = false;
            e.Response.ReasonCode = MqttPubAckReasonCode.NotAuthorized;
        }

        return Task.CompletedTask;
    }

    // A stranger's words must not make lines of the log.
    private static string Shown(string? user) => new([.. (user ?? "").Take(64).Select(c => char.IsControl(c) ? '?' : c)]);

    // The library does not tell which port it got for 0.
    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
