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
            var wait = holds.Wait(Now);
            holds.IsHeld("a", Now).ShouldBeTrue();
            holds.IsHeld("b", Now).ShouldBeFalse();
            wait.ShouldBeInRange(TimeSpan.FromMilliseconds(3), TimeSpan.FromSeconds(3.1));
            holds.IsHeld("a", Now + TimeSpan.FromMilliseconds(Math.Floor(wait.TotalMilliseconds))).ShouldBeFalse();
        }
    });

    [Fact]
    public void Wait_NothingHeldOrReleased_Infinite()
    {
        var holds = new Holds(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), new Random(1));
        holds.Wait(Now).ShouldBe(Timeout.InfiniteTimeSpan);
        holds.Hold("a", Now);

        holds.Held(Now).ShouldBe(["a"]);
        holds.Release("a");
        holds.Held(Now).ShouldBeEmpty();
        holds.Wait(Now).ShouldBe(Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public void ReleaseDue_OneDueAndOneHeld_OnlyTheHeldOneIsWaitedFor()
    {
        var holds = new Holds(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1), new Random(1));
        holds.Hold("a", Now);
        holds.Hold("b", Now.AddSeconds(5));

        holds.ReleaseDue(Now.AddSeconds(2));

        holds.Wait(Now.AddSeconds(2)).ShouldBeInRange(TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(4.1));
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
