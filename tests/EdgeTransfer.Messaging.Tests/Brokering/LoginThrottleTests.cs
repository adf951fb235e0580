using System.Net;
using Microsoft.Extensions.Time.Testing;

namespace EdgeTransfer.Messaging.Brokering;

public class LoginThrottleTests
{
    private static readonly IPAddress One = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress Other = IPAddress.Parse("192.0.2.2");

    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void MayTry_AfterFailures_WaitsTwiceAsLongEachTimeUpToThirtySeconds()
    {
        var throttle = new LoginThrottle(_time);
        double[] waits = [0.25, 0.5, 1, 2, 4, 8, 16, 30, 30];
        foreach (var wait in waits)
        {
            throttle.MayTry(One).ShouldBeTrue();
            throttle.Failed(One);
            _time.Advance(TimeSpan.FromSeconds(wait) - TimeSpan.FromMilliseconds(1));
            throttle.MayTry(One).ShouldBeFalse();
            _time.Advance(TimeSpan.FromMilliseconds(1));
        }

        throttle.MayTry(Other).ShouldBeTrue();
    }

    [Fact]
    public void Succeeded_AfterFailures_ForgetsThem()
    {
        var throttle = new LoginThrottle(_time);
        throttle.Failed(One);
        throttle.Failed(One);

        throttle.Succeeded(One);

        throttle.MayTry(One).ShouldBeTrue();
        throttle.Failed(One);
        _time.Advance(TimeSpan.FromSeconds(0.25));
        throttle.MayTry(One).ShouldBeTrue();
    }

    [Fact]
    public void Failed_ManyAddresses_MemoryStaysBoundedAndTheLatestIsKnown()
    {
        var throttle = new LoginThrottle(_time);
        for (var i = 0; i < LoginThrottle.MaxAddresses + 100; i++)
        {
            throttle.Failed(new IPAddress(i + 1L));
            _time.Advance(TimeSpan.FromMicroseconds(1));
        }

        throttle.Count.ShouldBe(LoginThrottle.MaxAddresses);
        throttle.MayTry(new IPAddress(LoginThrottle.MaxAddresses + 100L)).ShouldBeFalse();
    }
}
