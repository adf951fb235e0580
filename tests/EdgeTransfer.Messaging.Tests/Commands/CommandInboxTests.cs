using EdgeTransfer.Core.Messages;
using EdgeTransfer.Messaging.Connecting;
using MQTTnet;

namespace EdgeTransfer.Messaging.Commands;

/// <summary>Messages from anybody on the broker, straight into the inbox.</summary>
public class CommandInboxTests
{
    private static readonly string[] Levels = ["edgetransfer", "hall", "line-1", "cam", "cmd", "label", "", "+", "#", "..", "\u0001", "x", new string('x', 3000)];

    [Fact]
    public async Task AcceptAsync_AnyMessage_QueuesRefusesOrCountsItAndHoldsNoMore()
    {
        const int Room = 4;
        const int Messages = 10_000;
        var (random, counting) = (new Random(7), new Counting());
        var inbox = new CommandInbox(Device.Topics, new MqttOptions { CommandQueue = Room }, counting);
        for (var i = 0; i < Messages; i++)
        {
            await inbox.AcceptAsync(new MqttApplicationMessage
            {
                Topic = random.Next(3) == 0 ? $"{Device.Topics.Root}/cam/cmd/{Levels[random.Next(Levels.Length)]}" : string.Join('/', Enumerable.Range(0, random.Next(8)).Select(_ => Levels[random.Next(Levels.Length)])),
                ResponseTopic = random.Next(3) switch { 0 => null, 1 => "asker/answers", _ => string.Join('/', Enumerable.Range(0, random.Next(5)).Select(_ => Levels[random.Next(Levels.Length)])) },
                CorrelationData = random.Next(2) == 0 ? null : new byte[random.Next(100)],
                Retain = random.Next(10) == 0,
                Payload = new(new byte[random.Next(50) == 0 ? CommandInbox.MaxPayload + 1 : random.Next(100)]),
            });
        }

        inbox.Commands.Count.ShouldBe(Room);
        inbox.Replies.Count.ShouldBeLessThanOrEqualTo(2 * Room);
        while (inbox.Replies.TryRead(out var reply))
        {
            RefusalReasons.Read(reply.Reply.Reason!).ShouldBeOneOf(RefusalReason.UnknownTopic, RefusalReason.TooLarge, RefusalReason.Busy);
            reply.To.Topic.ShouldNotContain("+");
        }

        counting.CommandRefusals.Read().Keys.ShouldBe(["retained", "unknown_topic", "too_large", "busy", "response_topic", "reply_dropped"], ignoreOrder: true);
    }
}
