namespace EdgeTransfer.Core.Heads.Anomaly;

public sealed class MapLevelTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(18, 18)] // too few for 95 %: the largest
    [InlineData(19, 19)] // 19 of 20 places are at or below the largest of 19
    [InlineData(20, 20)]
    [InlineData(38, 38)]
    [InlineData(39, 38)] // 38 of 40 places
    [InlineData(199, 190)]
    public void Of_SomeImages_IsTheConformalQuantile(int images, int rank) =>
        MapLevel.Of(Enumerable.Range(1, images).Select(i => (double)((i * 7919 % images) + 1)).Order()).ShouldBe(rank);

    [Fact]
    public void Of_ANewGoodImage_IsAtOrBelowItAsOftenAsPromised()
    {
        var random = new Random(5);
        var below = 0;
        for (var draw = 0; draw < 4000; draw++)
        {
            var level = MapLevel.Of(Enumerable.Range(0, 59).Select(_ => random.NextDouble()).ToArray());
            below += random.NextDouble() <= level ? 1 : 0;
        }

        // 57 of 60 = 0.95; three standard deviations of 4000 draws are 0.0103
        (below / 4000.0).ShouldBe(0.95, 0.0104);
    }

    [Fact]
    public void Of_NoImage_IsABug() => Should.Throw<ArgumentOutOfRangeException>(() => MapLevel.Of([]));
}
