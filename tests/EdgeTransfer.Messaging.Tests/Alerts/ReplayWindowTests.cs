using EdgeTransfer.Core.Alerts;

namespace EdgeTransfer.Messaging.Alerts;

public class ReplayWindowTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;

    [Fact]
    public void Read_SomeOlderThanWindow_OnlyTheRestInOrder()
    {
        var window = new ReplayWindow(TimeSpan.FromSeconds(10));
        var messages = Enumerable.Range(0, 5).Select(i => Message(1)).ToList();
        for (var i = 0; i < 5; i++)
        {
            window.Add(messages[i], Start.AddSeconds(i * 5));
        }

        window.Read(Start.AddSeconds(20)).ShouldBe(messages[2..]);
    }

    [Fact]
    public void Add_AnySizes_BoundsHoldAndTheNewestStay() => Gen.Int[0, 60].Array[1, 50].Sample(sizes =>
    {
        var window = new ReplayWindow(TimeSpan.FromHours(1), maxMessages: 10, maxBytes: 100);
        var messages = sizes.Select(Message).ToList();
        messages.ForEach(m => window.Add(m, Start));

        var kept = window.Read(Start);

        kept.Count.ShouldBeLessThanOrEqualTo(10);
        kept.Sum(m => m.Payload.Length).ShouldBeLessThanOrEqualTo(100);
        kept.ShouldBe(messages.TakeLast(kept.Count));
        kept.ShouldNotBeEmpty();
    });

    private static OutboxMessage Message(int size) => new(Guid.CreateVersion7(), "t", new byte[size], Start);
}
