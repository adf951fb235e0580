using EdgeTransfer.Testing;

namespace EdgeTransfer.Messaging.Strict;

/// <summary>The device against a broker that forgives nothing.</summary>
public class StrictBrokerTests
{
    private const int NotAuthorized = 0x87, ServerShuttingDown = 0x8B, ReceiveMaximumExceeded = 0x93, QuotaExceeded = 0x97, NoMatchingSubscribers = 0x10;

    private static readonly string[] Topics = [.. Enumerable.Range(0, 4).Select(i => Device.Topics.Alert($"s{i}"))];

    [Fact]
    public async Task Alerts_ReceiveMaximumOfOne_NeverTwoWithoutAnAnswer()
    {
        await using var broker = new StrictBroker(new() { ReceiveMaximum = 1, AnswerAfter = TimeSpan.FromMilliseconds(5) });
        await using var device = await Device.StartAsync(broker.Port);
        for (var i = 0; i < 40; i++)
        {
            device.Outbox.Add(Topics[i % Topics.Length]);
            device.Link.PublishRetained(Device.Topics.Model($"s{i % 3}"), new byte[10]); // another publisher on the same connection
        }

        await device.EmptiedAsync();

        ShouldHaveTakenAll(broker, 40);
        broker.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task Alerts_LargerThanThePacketThatTheBrokerTakes_NotSentAndTheOthersAre()
    {
        await using var broker = new StrictBroker(new() { MaximumPacketSize = 300 });
        await using var device = await Device.StartAsync(broker.Port);
        device.Outbox.Add(Topics[0], padding: 300);
        for (var padding = 0; padding < 300; padding += 7)
        {
            device.Outbox.Add(Topics[1], padding % 150);
        }

        await Eventually.TrueAsync(() => device.Outbox.Count == 1, "the small ones are taken", broker.Text);

        broker.Violations.ShouldBeEmpty();
        broker.Connections.ShouldBe(1);
        device.Link.Counters.PublishRefusals.Keys.ShouldBe(["PacketTooLarge"]);
    }

    [Theory]
    [InlineData(QuotaExceeded, "QuotaExceeded")]
    [InlineData(NotAuthorized, "NotAuthorized")]
    public async Task Alerts_RefusedTwice_KeptCountedAndTakenInOrder(int code, string reason)
    {
        var refusals = 0;
        await using var broker = new StrictBroker(new() { Answer = m => m.Topic == Topics[0] && m.Payload.StartsWith("00002", StringComparison.Ordinal) && refusals++ < 2 ? code : 0 });
        await using var device = await Device.StartAsync(broker.Port);
        for (var i = 0; i < 8; i++)
        {
            device.Outbox.Add(Topics[i % 2]);
        }

        await device.EmptiedAsync();

        ShouldHaveTakenAll(broker, 8);
        device.Link.Counters.PublishRefusals.ShouldBe([new(reason, 2)]);
        broker.Connections.ShouldBe(1);
    }

    [Fact]
    public async Task Alerts_NobodyHasSubscribed_AreAcknowledged()
    {
        await using var broker = new StrictBroker(new() { Answer = _ => NoMatchingSubscribers });
        await using var device = await Device.StartAsync(broker.Port);
        device.Outbox.Add(Topics[0]);

        await device.EmptiedAsync();

        broker.Violations.ShouldBeEmpty();
        device.Link.Counters.PublishRefusals.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ServerShuttingDown)]
    [InlineData(ReceiveMaximumExceeded)]
    public async Task Alerts_BrokerSaysGoodbyeInTheMiddle_SentAgainOnTheNextConnection(int code)
    {
        var goodbyes = 0;
        await using var broker = new StrictBroker(new() { Answer = m => m.Topic == Topics[0] && m.Number % 5 == 3 && goodbyes++ < 3 ? -code : 0 });
        await using var device = await Device.StartAsync(broker.Port);
        for (var i = 0; i < 24; i++)
        {
            device.Outbox.Add(Topics[i % 2]);
        }

        await device.EmptiedAsync();

        ShouldHaveTakenAll(broker, 24);
        broker.Connections.ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task Link_BrokerWantsToHearSooner_PingsInItsTime()
    {
        await using var broker = new StrictBroker(new() { KeepAlive = 1 });
        await using var device = await Device.StartAsync(broker.Port);

        await Eventually.TrueAsync(() => broker.Pings >= 3, "three pings", broker.Text);

        broker.Violations.ShouldBeEmpty();
        broker.Connections.ShouldBe(1);
    }

    /// <summary>Each at least once, the first time in order on its topic.</summary>
    private static void ShouldHaveTakenAll(StrictBroker broker, int count)
    {
        broker.Violations.ShouldBeEmpty(broker.Text());
        var alerts = broker.Taken.Where(m => Topics.Contains(m.Topic)).DistinctBy(m => m.Payload).ToList();
        alerts.Count.ShouldBe(count);
        foreach (var topic in alerts.GroupBy(m => m.Topic))
        {
            topic.Select(m => m.Payload).ShouldBeInOrder();
        }
    }
}
