using EdgeTransfer.Core.Mathematics;
using EdgeTransfer.Testing;

namespace EdgeTransfer.Core.Heads.Anomaly;

public class AnomalyHeadTests
{
    [Fact]
    public void Judge_GoldenVectors_GivesTheGoldenMapAndScore()
    {
        var head = new AnomalyHead(
            Repository.GoldenVector("anomaly.mean"), new Matrix(152, 152, Repository.GoldenVector("anomaly.projection")), new Matrix(256, 152, Repository.GoldenVector("anomaly.bank")));

        var map = head.Judge(new Matrix(14 * 14, 152, Repository.GoldenVector("patches")));

        var expected = Repository.GoldenVector("anomaly.map");
        map.Length.ShouldBe(expected.Length);
        map.Zip(expected, (a, b) => Math.Abs(a - b)).Max().ShouldBeLessThan(1e-3f);
        AnomalyHead.Score(map, 5).ShouldBe(Repository.Golden.GetProperty("anomaly").GetProperty("scoreValue").GetDouble(), 1e-3);
    }

    [Fact]
    public void Score_AnyMap_IsTheMeanOfTheLargest() =>
        (from map in Gen.Float[-1e3f, 1e3f].Array[1, 60] from top in Gen.Int[1, 80] select (map, top)).Sample(x =>
            Math.Abs(AnomalyHead.Score(x.map, x.top) - x.map.OrderDescending().Take(x.top).Average(v => (double)v)) < 1e-9);

    [Fact]
    public void Score_NotANumberInTheMap_IsNotANumber() => AnomalyHead.Score([1, float.NaN, 2], 1).ShouldBe(double.NaN);
}
