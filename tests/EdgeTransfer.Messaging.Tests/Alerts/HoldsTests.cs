using Microsoft.Extensions.Time.Testing;

namespace EdgeTransfer.Messaging.Alerts;

public class HoldsTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;

    [Fact]
    public void Wait_HeldTopic_IsOverWhenTheWaitIs() => Gen.Int[0, int.MaxValue].Sample(seed =>
    {
        var holds = new Holds(TimeSpan.FromMilliseconds(7), TimeSpan.FromSeconds(3), new Random(seed));
        for (var i = 0; i < 12; i++)
        {
            holds.Hold("a", Now);
            var wait = holds.Wait(["a", "b"], Now);
            holds.IsHeld("a", Now).ShouldBeTrue();
            holds.IsHeld("b", Now).ShouldBeFalse();
            wait.ShouldBeInRange(TimeSpan.FromMilliseconds(3), TimeSpan.FromSeconds(3.1));
            holds.IsHeld("a", Now + TimeSpan.FromMilliseconds(Math.Floor(wait.TotalMilliseconds))).ShouldBeFalse();
        }
    });

    [Fact]
    public void Wait_HeldTopicIsNotAsked_Infinite()
    {
        var holds = new Holds(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), new Random(1));
        holds.Hold("a", Now);

        holds.Wait(["b"], Now).ShouldBe(Timeout.InfiniteTimeSpan);
        holds.Release("a");
        holds.IsHeld("a", Now).ShouldBeFalse();
    }

    [Fact]
    public void Opens_SameReasonWithinPeriod_OncePerPeriod()
    {
        var time = new FakeTimeProvider();
        var gate = new LogGate(TimeSpan.FromMinutes(10), time);

        gate.Opens("a").ShouldBeTrue();
        gate.Opens("a").ShouldBeFalse();
        gate.Opens("b").ShouldBeTrue();
        time.Advance(TimeSpan.FromMinutes(10));
        gate.Opens("a").ShouldBeTrue();
    }
}
