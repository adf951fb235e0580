using EdgeTransfer.Core.Messages;

namespace EdgeTransfer.Messaging.Connecting;

/// <summary>The device's one connection to its broker. No member blocks or throws because the broker is away.</summary>
public interface IMqttLink
{
    /// <summary>Whether the broker is there now.</summary>
    bool IsConnected { get; }

    /// <summary>What has been counted since the start.</summary>
    LinkCounters Counters { get; }

    /// <summary>What weakens the last connection though it works: reasons for the device to say that it is degraded.</summary>
    IReadOnlyList<LinkWarning> Warnings => [];

    /// <summary>
    /// Remembers the topic's last document and publishes it retained with QoS 1: at once when connected, and after each reconnect.
    /// </summary>
    /// <param name="topic">Full topic, one of few (one per station), as in <c>…/model</c>.</param>
    /// <param name="payload">UTF-8 JSON; not to be changed afterwards.</param>
    void PublishRetained(string topic, ReadOnlyMemory<byte> payload);

    /// <summary>Why the device is degraded, for its <c>state</c>; none: it is online. Published at once, and after each reconnect.</summary>
    /// <param name="reasons">Not to be changed afterwards.</param>
    void SetReasons(IReadOnlyList<StateReason> reasons);

    /// <summary>Best effort, QoS 0: false when it was dropped (not connected, queue full), which is counted.</summary>
    /// <param name="topic">Full topic, as in <c>…/inspection</c>.</param>
    /// <param name="payload">UTF-8 JSON; not to be changed afterwards.</param>
    bool TryPublish(string topic, ReadOnlyMemory<byte> payload);

    /// <summary>Best effort, QoS 0, a picture: likewise.</summary>
    /// <param name="topic">Full topic, as in <c>…/image</c>.</param>
    /// <param name="jpeg">JPEG; not to be changed afterwards.</param>
    /// <param name="properties">User properties.</param>
    bool TryPublishImage(string topic, ReadOnlyMemory<byte> jpeg, IReadOnlyList<KeyValuePair<string, string>> properties);
}
