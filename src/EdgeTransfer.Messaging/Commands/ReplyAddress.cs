using EdgeTransfer.Core.Messages;

namespace EdgeTransfer.Messaging.Commands;

/// <summary>Where an answer goes, and the data by which the asker knows it again.</summary>
internal sealed record ReplyAddress(string Topic, byte[]? CorrelationData)
{
    private const int MaxTopic = 1024;

    /// <summary>Whether a stranger's response topic may be written to: none of the device's own, where others would take it for the device's word.</summary>
    public static bool IsAllowed(string topic, Topics topics) =>
        topic is { Length: > 0 and <= MaxTopic }
        && !topic.AsSpan().ContainsAny('+', '#', '\0')
        && topic[0] != '$'
        && topic != topics.Root
        && !topic.StartsWith(topics.Root + "/", StringComparison.Ordinal);
}
