using System.Collections.Concurrent;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Messaging.Connecting;

namespace EdgeTransfer.Tests.Stations;

/// <summary>A link that keeps what it is given.</summary>
internal sealed class HeardLink : IMqttLink
{
    public ConcurrentQueue<(string Topic, byte[] Payload)> Heard { get; } = new();

    public bool IsConnected => true;

    public LinkCounters Counters => throw new NotSupportedException();

    public void PublishRetained(string topic, ReadOnlyMemory<byte> payload) => Heard.Enqueue((topic, payload.ToArray()));

    public void SetReasons(IReadOnlyList<StateReason> reasons)
    {
    }

    public bool TryPublishImage(string topic, ReadOnlyMemory<byte> jpeg, IReadOnlyList<KeyValuePair<string, string>> properties) => TryPublish(topic, jpeg);

    public bool TryPublish(string topic, ReadOnlyMemory<byte> payload)
    {
        Heard.Enqueue((topic, payload.ToArray()));
        return true;
    }
}
