namespace EdgeTransfer.Core.Statistics;

public class LatencyWindowTests
{
    [Fact]
    public void Load_PartsOfTheLastSeconds_AreCountedWithTheirWork()
    {
        var window = new LatencyWindow(8);
        for (var second = 1; second <= 10; second++)
        {
            window.Add(second, 100, TimeSpan.FromSeconds(second));
        }

        var load = window.Load(TimeSpan.FromSeconds(10.5), TimeSpan.FromSeconds(4), limit: 8);
        load.ShouldBe(new StationLoad(4, 2, 0.1));
    }

    [Fact]
    public void Load_MoreThanItHolds_IsWhatItHolds()
    {
        var window = new LatencyWindow(3);
        for (var i = 0; i < 10; i++)
        {
            window.Add(1, 1, TimeSpan.FromSeconds(1));
        }

        window.Load(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), 0.5).ShouldSatisfyAllConditions(l => l.Parts.ShouldBe(3), l => l.Above.ShouldBe(3));
    }

    [Fact]
    public void Quantile_FewerThanAsked_IsNull()
    {
        var window = new LatencyWindow(10);
        window.Quantile(0.99).ShouldBeNull();
        window.Add(5);
        window.Quantile(0.99).ShouldBe(5);
        window.Quantile(0.99, least: 2).ShouldBeNull();
    }
}
