using System.Security.Cryptography.X509Certificates;
using System.Text;
using EdgeTransfer.Core.Messages;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace EdgeTransfer.Messaging.Connecting;

/// <summary>What a connect needs, from the settings and the files as they are at that moment.</summary>
internal sealed class ConnectSettings(MqttOptions options, Topics topics, MessageWriter messages, Func<int> embeddedPort, TimeProvider time)
{
    /// <summary>Protects the device's memory; commands have their own, smaller limit with an answer.</summary>
    private const uint MaxIncomingPacket = 1 << 20;

    public TimeSpan AcknowledgeBound => options.AcknowledgeBound;

    public TimeProvider Time => time;

    /// <summary>Where the broker is; for logs.</summary>
    public string Endpoint => options.Embedded ? $"127.0.0.1:{embeddedPort()} (embedded)" : $"{options.Host}:{options.Port}";

    /// <summary>Reads password and authorities now, so that a corrected file takes effect without a restart.</summary>
    public async Task<MqttClientOptions> BuildAsync(CancellationToken cancellation)
    {
        var builder = new MqttClientOptionsBuilder()
            .WithProtocolVersion(MqttProtocolVersion.V500)
            .WithTcpServer(options.Embedded ? "127.0.0.1" : options.Host!, options.Embedded ? embeddedPort() : options.Port)
            .WithClientId(topics.Root.Replace('/', ':')) // ':' is in no level, so two devices never share one
            .WithCleanStart(false)
            .WithSessionExpiryInterval((uint)options.SessionExpiry.TotalSeconds)
            .WithKeepAlivePeriod(options.KeepAlive)
            .WithTimeout(options.AcknowledgeBound)
            .WithMaximumPacketSize(MaxIncomingPacket)
            .WithWillTopic(topics.State)
            .WithWillPayload(messages.Write(topics.State, new StateMessage(StateMessage.Offline)))
            .WithWillQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
            .WithWillRetain();

        if (options.User is not null)
        {
            builder.WithCredentials(options.User, options.PasswordFile is null ? [] : await PasswordAsync(options.PasswordFile, cancellation));
        }

        if (options.Tls)
        {
            // no revocation check: the network may be isolated
            builder.WithTlsOptions(tls =>
            {
                tls.UseTls().WithTargetHost(options.Host!).WithRevocationMode(X509RevocationMode.NoCheck);
                if (options.CaFile is not null)
                {
                    var authorities = new X509Certificate2Collection();
                    authorities.ImportFromPemFile(options.CaFile);
                    tls.WithTrustChain(authorities);
                }
            });
        }

        return builder.Build();
    }

    private static async Task<byte[]> PasswordAsync(string file, CancellationToken cancellation) =>
        Encoding.UTF8.GetBytes((await File.ReadAllTextAsync(file, cancellation)).TrimEnd('\r', '\n'));
}
