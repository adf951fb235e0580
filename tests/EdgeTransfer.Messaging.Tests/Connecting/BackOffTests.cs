namespace EdgeTransfer.Messaging.Connecting;

public class BackOffTests
{
    private static readonly Gen<(TimeSpan Min, TimeSpan Max, int Seed)> Cases =
        Gen.Select(Gen.Int[1, 5_000], Gen.Int[0, 100_000], Gen.Int[0, int.MaxValue])
            .Select((min, more, seed) => (TimeSpan.FromMilliseconds(min), TimeSpan.FromMilliseconds(min + more), seed));

    [Fact]
    public void Next_AnySequence_StaysInUpperHalfOfDoublingCeiling() => Cases.Sample(c =>
    {
        var backOff = new BackOff(c.Min, c.Max, new Random(c.Seed));
        var ceiling = c.Min;
        for (var i = 0; i < 40; i++)
        {
            backOff.Next().ShouldBeInRange(ceiling / 2, ceiling);
            ceiling = TimeSpan.FromTicks(Math.Min(ceiling.Ticks * 2, c.Max.Ticks));
        }
    });

    [Fact]
    public void Next_SameSeed_SameWaits() => Cases.Sample(c =>
    {
        var (one, other) = (new BackOff(c.Min, c.Max, new Random(c.Seed)), new BackOff(c.Min, c.Max, new Random(c.Seed)));
        Enumerable.Range(0, 10).Select(_ => one.Next()).ShouldBe(Enumerable.Range(0, 10).Select(_ => other.Next()));
    });

    [Fact]
    public void Ended_AfterShortConnection_GoesOnGrowing()
    {
        var backOff = new BackOff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(64), new Random(1));
        for (var i = 0; i < 6; i++)
        {
            backOff.Next();
            backOff.Ended(TimeSpan.FromSeconds(63));
        }

        backOff.Next().ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(32));
    }

    [Fact]
    public void Ended_AfterStableConnection_StartsAnew()
    {
        var backOff = new BackOff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(64), new Random(1));
        for (var i = 0; i < 6; i++)
        {
            backOff.Next();
        }

        backOff.Ended(TimeSpan.FromSeconds(64));

        backOff.Next().ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(1));
    }
}
