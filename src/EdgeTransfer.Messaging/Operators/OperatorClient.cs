using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using EdgeTransfer.Core.Messages;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace EdgeTransfer.Messaging.Operators;

/// <summary>The other side of the conversation: listens to a device and sends it commands, as an operator's tool would.</summary>
public sealed class OperatorClient : IAsyncDisposable
{
    private static readonly TimeSpan ReplyWithin = TimeSpan.FromSeconds(30);

    private readonly IMqttClient _client;
    private readonly string _replies = $"edgetransfer-operator/{Guid.NewGuid():N}";
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource<CommandReply>> _waiting = new();
    private readonly Func<string, ReadOnlyMemory<byte>, Task> _received;

    private OperatorClient(IMqttClient client, Func<string, ReadOnlyMemory<byte>, Task> received)
    {
        (_client, _received) = (client, received);
        client.ApplicationMessageReceivedAsync += e => ReceiveAsync(e.ApplicationMessage);
    }

    /// <summary>Connects and listens to a topic filter.</summary>
    /// <param name="port">Port of a broker on loopback.</param>
    /// <param name="filter">What to listen to.</param>
    /// <param name="received">Called for each message, one after another; the payload is the callee's to keep.</param>
    /// <param name="cancellation">Ends the attempt.</param>
    public static async Task<OperatorClient> ConnectAsync(
        int port, string filter, Func<string, ReadOnlyMemory<byte>, Task> received, CancellationToken cancellation)
    {
        var client = new MqttClientFactory().CreateMqttClient();
        var link = new OperatorClient(client, received);
        await client.ConnectAsync(
            new MqttClientOptionsBuilder().WithProtocolVersion(MqttProtocolVersion.V500).WithTcpServer("127.0.0.1", port).WithClientId(link._replies).Build(), cancellation);
        await client.SubscribeAsync(
            new MqttClientSubscribeOptionsBuilder()
                .WithTopicFilter(filter, MqttQualityOfServiceLevel.AtLeastOnce)
                .WithTopicFilter(link._replies, MqttQualityOfServiceLevel.AtLeastOnce)
                .Build(),
            cancellation);
        return link;
    }

    /// <summary>Sends a command and waits for its reply.</summary>
    public async Task<CommandReply> SendAsync(string topic, byte[] payload, CancellationToken cancellation)
    {
        var id = Guid.NewGuid();
        var reply = _waiting[id] = new TaskCompletionSource<CommandReply>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            await _client.PublishAsync(
                new MqttApplicationMessageBuilder()
                    .WithTopic(topic)
                    .WithPayload(payload)
                    .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce)
                    .WithResponseTopic(_replies)
                    .WithCorrelationData(id.ToByteArray())
                    .Build(),
                cancellation);
            return await reply.Task.WaitAsync(ReplyWithin, cancellation);
        }
        finally
        {
            _waiting.TryRemove(id, out _);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_client.IsConnected)
            {
                await _client.DisconnectAsync();
            }
        }
        catch (MqttCommunicationException)
        {
            // the broker went first, and needs no goodbye
        }

        _client.Dispose();
    }

    private Task ReceiveAsync(MqttApplicationMessage message)
    {
        if (message.Topic != _replies)
        {
            return _received(message.Topic, message.Payload.ToArray());
        }

        if (message.CorrelationData is { Length: 16 } id && _waiting.TryGetValue(new Guid(id), out var waiting)
            && JsonSerializer.Deserialize(message.Payload.ToArray(), MessageJson.Default.ReplyMessage) is { } reply)
        {
            waiting.TrySetResult(reply.ToReply());
        }

        return Task.CompletedTask;
    }
}
