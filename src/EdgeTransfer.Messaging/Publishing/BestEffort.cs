using System.Threading.Channels;
using EdgeTransfer.Messaging.Connecting;
using MQTTnet;
using MQTTnet.Protocol;

namespace EdgeTransfer.Messaging.Publishing;

/// <summary>QoS 0: a bounded queue (full: the new one is dropped) and the loop that empties it.</summary>
internal sealed class BestEffort(Counting counting)
{
    private const int Capacity = 1024;

    private readonly Channel<MqttApplicationMessage> _queue =
        Channel.CreateBounded<MqttApplicationMessage>(new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });

    /// <summary>Never waits; false when dropped.</summary>
    public bool TryAdd(Connection? connection, string topic, ReadOnlyMemory<byte> payload)
    {
        if (connection is null)
        {
            counting.Dropped.Add("NotConnected");
            return false;
        }

        if (!_queue.Writer.TryWrite(Connection.Message(topic, payload, MqttQualityOfServiceLevel.AtMostOnce)))
        {
            counting.Dropped.Add("QueueFull");
            return false;
        }

        return true;
    }

    /// <summary>Sends until cancelled.</summary>
    public async Task RunAsync(CurrentConnection current, CancellationToken cancellation)
    {
        await foreach (var message in _queue.Reader.ReadAllAsync(cancellation))
        {
            var outcome = current.Alive is { } connection
                ? await connection.PublishAsync(message, cancellation)
                : PublishOutcome.Lost("NotConnected");
            if (outcome.IsAcknowledged)
            {
                counting.Published();
            }
            else
            {
                counting.Dropped.Add(outcome.Reason);
            }
        }
    }
}
