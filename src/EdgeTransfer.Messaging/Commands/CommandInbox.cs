using System.Buffers;
using System.Threading.Channels;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Messaging.Connecting;
using MQTTnet;

namespace EdgeTransfer.Messaging.Commands;

/// <summary>
/// Takes commands from the receive loop without ever waiting: two bounded queues (full: refused), one for commands, one for answers.
/// </summary>
internal sealed class CommandInbox(Topics topics, MqttOptions options, Counting counting)
{
    /// <summary>Larger payloads are refused.</summary>
    public const int MaxPayload = 256 * 1024;

    private const int MaxLevel = 64; // characters of a stranger's topic that are said again

    private readonly Channel<IncomingCommand> _commands = Channel.CreateBounded<IncomingCommand>(
        new BoundedChannelOptions(options.CommandQueue) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });

    // room for an answer to each waiting command and as many refusals
    private readonly Channel<OutgoingReply> _replies = Channel.CreateBounded<OutgoingReply>(
        new BoundedChannelOptions(2 * options.CommandQueue) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });

    public ChannelReader<IncomingCommand> Commands => _commands.Reader;

    public ChannelReader<OutgoingReply> Replies => _replies.Reader;

    /// <summary>Decides about one message from outside.</summary>
    public Task AcceptAsync(MqttApplicationMessage message)
    {
        if (message.Retain)
        {
            // it may be years old, and it would come again at each connect
            counting.CommandRefusals.Add("retained");
            return Task.CompletedTask;
        }

        var replyTo = AddressOf(message);
        if (topics.Parse(message.Topic) is not { } target)
        {
            Refuse(replyTo, null, RefusalReason.UnknownTopic, $"Commands go to {topics.Root}/<station>/cmd/<name>.");
        }
        else if (message.Payload.Length > MaxPayload)
        {
            Refuse(replyTo, target, RefusalReason.TooLarge, $"{message.Payload.Length} bytes; {MaxPayload} are taken.");
        }
        else if (!_commands.Writer.TryWrite(new(new(target.Station, target.Command, message.Payload.ToArray()), replyTo)))
        {
            Refuse(replyTo, target, RefusalReason.Busy, "Too many commands wait: ask again later.");
        }

        return Task.CompletedTask;
    }

    /// <summary>Queues an answer; without an address there is none.</summary>
    public void Reply(ReplyAddress? to, CommandReply reply)
    {
        if (to is not null && !_replies.Writer.TryWrite(new(to, reply)))
        {
            counting.CommandRefusals.Add("reply_dropped");
        }
    }

    private void Refuse(ReplyAddress? to, (string Station, string Command)? target, RefusalReason reason, string detail)
    {
        counting.CommandRefusals.Add(Words.Of(reason));
        Reply(to, CommandReply.Refused(reason, detail) with { Command = Shown(target?.Command), Station = Shown(target?.Station) });
    }

    private static string? Shown(string? level) => level is null ? null : SafeText.Of(level, MaxLevel);

    private ReplyAddress? AddressOf(MqttApplicationMessage message)
    {
        if (string.IsNullOrEmpty(message.ResponseTopic))
        {
            return null;
        }

        if (!ReplyAddress.IsAllowed(message.ResponseTopic, topics))
        {
            counting.CommandRefusals.Add("response_topic");
            return null;
        }

        return new(message.ResponseTopic, message.CorrelationData);
    }
}
