using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using EdgeTransfer.Core.Messages;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace EdgeTransfer.Messaging.Connecting;

/// <summary>What a connect needs, from the settings and the files as they are at that moment.</summary>
internal sealed class ConnectSettings(
    MqttOptions options, Topics topics, MessageWriter messages, CredentialFiles files, Func<BrokerDoor> embedded, TimeProvider time)
{
    /// <summary>Protects the device's memory; commands have their own, smaller limit with an answer.</summary>
    private const uint MaxIncomingPacket = 1 << 20;

    public TimeSpan AcknowledgeBound => options.AcknowledgeBound;

    public TimeProvider Time => time;

    /// <summary>Where the broker is; for logs.</summary>
    public string Endpoint => options.IsEmbedded ? $"{embedded().Host}:{embedded().Port} (embedded)" : $"{options.Host}:{options.Port}";

    /// <summary>Reads the files now, so that a corrected one takes effect without a restart; a refusal when they cannot be used.</summary>
    public async Task<(ConnectPlan? Plan, ConnectRefusal? Refusal)> PrepareAsync(CancellationToken cancellation)
    {
        var (credentials, refusal) = await files.ReadAsync(cancellation);
        if (credentials is null)
        {
            return (null, refusal);
        }

        var door = options.IsEmbedded ? embedded() : new(options.Host!, options.Port, credentials.User, credentials.Password);
        var check = new ServerCheck(door.Host, options.DangerouslyTrustAnyCertificate, time);
        var builder = new MqttClientOptionsBuilder()
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithTcpServer(door.Host, door.Port)
            .WithClientId(ClientIdOf(topics))
            .WithCleanStart(false)
            .WithSessionExpiryInterval((uint)options.SessionExpiry.TotalSeconds)
            .WithKeepAlivePeriod(options.KeepAlive)
            .WithTimeout(options.AcknowledgeBound)
            .WithMaximumPacketSize(MaxIncomingPacket)
            .WithWillTopic(topics.State)
            .WithWillPayload(messages.Write(topics.State, new StateMessage(StateMessage.Offline)))
            .WithWillQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .WithWillRetain();

        if (door.User is not null)
        {
            builder.WithCredentials(door.User, door.Password);
        }

        if (options.Tls)
        {
            // no revocation check: the network may be isolated
            builder.WithTlsOptions(tls =>
            {
                tls.UseTls().WithTargetHost(door.Host).WithSslProtocols(SslProtocols.Tls12 | SslProtocols.Tls13)
                    .WithRevocationMode(X509RevocationMode.NoCheck).WithCertificateValidationHandler(check.Accept);
                if (credentials.Authorities is not null)
                {
                    tls.WithTrustChain(credentials.Authorities);
                }

                if (credentials.Certificate is not null)
                {
                    tls.WithClientCertificates([credentials.Certificate]);
                }
            });
        }

        return (new(builder.Build(), credentials, check, options.Tls), null);
    }

    /// <summary>The device's name at the broker: ':' is in no level of a topic, so two devices never share one.</summary>
    public static string ClientIdOf(Topics topics) => topics.Root.Replace('/', ':');
}
