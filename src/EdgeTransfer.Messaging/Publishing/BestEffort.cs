using System.Threading.Channels;
using EdgeTransfer.Messaging.Connecting;
using MQTTnet;

namespace EdgeTransfer.Messaging.Publishing;

/// <summary>QoS 0: a queue bounded by messages and bytes (full: the new one is dropped) and the loop that empties it.</summary>
internal sealed class BestEffort(Counting counting)
{
    private const int Capacity = 1024;
    private const long CapacityBytes = 16 << 20; // pictures are large

    private readonly Channel<MqttApplicationMessage> _queue =
        Channel.CreateBounded<MqttApplicationMessage>(new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });

    private long _bytes;

    /// <summary>Never waits; false when dropped.</summary>
    public bool TryAdd(Connection? connection, MqttApplicationMessage message)
    {
        if (connection is null)
        {
            counting.Dropped.Add("NotConnected");
            return false;
        }

        var bytes = message.Payload.Length;
        if (Interlocked.Add(ref _bytes, bytes) > CapacityBytes || !_queue.Writer.TryWrite(message))
        {
            Interlocked.Add(ref _bytes, -bytes);
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
            Interlocked.Add(ref _bytes, -message.Payload.Length);
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
