using EdgeTransfer.Core.Heads.Anomaly;
using EdgeTransfer.Core.Heads.Fusion;
using EdgeTransfer.Core.Mathematics;

namespace EdgeTransfer.Core.Heads;

public class HeadTests
{
    private static readonly Head Plain = new(
        new AnomalyHead([0, 0], new Matrix(2, 1, [1, 1]), new Matrix(1, 1, [3])), null, new ScoreFusion(new Standard(0, 1), null, 0));

    [Fact]
    public void From_WithoutMapLevel_JudgesAndShowsNoRegion()
    {
        var tensors = Plain.ToTensors().ToDictionary(t => t.Name);

        tensors.ShouldNotContainKey("map.level");
        Head.From(tensors, []).Value!.MapLevel.ShouldBe(double.PositiveInfinity);
    }

    [Fact]
    public void From_MapLevelThatIsNoNumber_IsRefused()
    {
        var tensors = (Plain with { MapLevel = 2 }).ToTensors().ToDictionary(t => t.Name);
        Head.From(tensors, []).Value!.MapLevel.ShouldBe(2);

        tensors["map.level"] = new Tensor("map.level", [1], [float.NaN]);
        Head.From(tensors, []).Refusal!.Message.ShouldContain("map.level holds a value that is not a number");
    }
}
