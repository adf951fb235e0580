namespace EdgeTransfer.Messaging.Alerts;

public class DoubtTests
{
    private static readonly DateTimeOffset T = DateTimeOffset.UnixEpoch;
    private static readonly Doubt Minute = new(TimeSpan.FromSeconds(60), silence: TimeSpan.FromSeconds(35));

    [Fact]
    public void Since_BrokerAwayForHours_TheWindowBeforeItsEndAndNotBeforeItsReturn() =>
        Minute.Since(lastAcknowledged: T.AddSeconds(100), ended: T.AddSeconds(101)).ShouldBe(T.AddSeconds(40));

    [Fact]
    public void Since_ConnectionLookedAliveLongAfterTheBrokerDied_CountsFromTheLastAcknowledgement() =>
        Minute.Since(lastAcknowledged: T.AddSeconds(100), ended: T.AddSeconds(134)).ShouldBe(T.AddSeconds(40));

    [Fact]
    public void Since_ConnectionOutlivedTheWindow_NothingIsInDoubt()
    {
        Minute.Since(T.AddSeconds(100), T.AddSeconds(195)).ShouldBe(T.AddSeconds(100));
        Minute.Since(T.AddSeconds(100), T.AddSeconds(196)).ShouldBeNull();
    }

    [Fact]
    public void Since_DeviceHasJustStarted_CountsFromTheLastAcknowledgement() => Minute.Since(T.AddSeconds(100), ended: null).ShouldBe(T.AddSeconds(40));

    [Fact]
    public void Since_NothingAcknowledgedOrNoWindow_Nothing()
    {
        Minute.Since(null, T).ShouldBeNull();
        new Doubt(TimeSpan.Zero, TimeSpan.FromSeconds(35)).Since(T, T).ShouldBeNull();
    }

    [Fact]
    public void Since_AnyTimes_WhatABrokerWithTheWindowMayForgetIsInDoubt() => Gen.Select(Gen.Int[0, 300], Gen.Int[0, 300], Gen.Int[0, 35]).Sample((last, died, noticed) =>
    {
        // it died after its last acknowledgement, and that was noticed within the silence
        var since = Minute.Since(T.AddSeconds(last), T.AddSeconds(last + died + noticed));

        foreach (var acknowledged in Enumerable.Range(0, last + 1).Where(at => last + died - at <= 60))
        {
            since.ShouldNotBeNull();
            since.Value.ShouldBeLessThanOrEqualTo(T.AddSeconds(acknowledged));
        }
    });
}
