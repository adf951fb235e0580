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

    private static readonly Head WithMarked = Plain with { Anomaly = new(Plain.Anomaly.Mean, Plain.Anomaly.Projection, Plain.Anomaly.Bank, new Matrix(2, 1, [5, 7]), 1.5f) };

    [Fact]
    public void From_Marked_JudgesTheSame()
    {
        var read = Head.From(WithMarked.ToTensors().ToDictionary(t => t.Name), []).Value!.Anomaly;

        read.Marked!.Data.ShouldBe([5, 7]);
        read.MarkedNorm.ShouldBe([25, 49]);
        read.MarkedOffset.ShouldBe(1.5f);
        Matrix patches = new(3, 2, [1, 2, 3, 4, 5, 6]);
        read.Judge(patches).ShouldBe(WithMarked.Anomaly.Judge(patches));
        Plain.ToTensors().ShouldNotContain(t => t.Name.StartsWith("marked", StringComparison.Ordinal));
        Head.From(Plain.ToTensors().ToDictionary(t => t.Name), []).Value!.Anomaly.Marked.ShouldBeNull();
    }

    [Fact]
    public void From_DamagedMarked_IsRefusedByName()
    {
        Damaged(new Tensor("marked", [2, 1], [5, float.NaN])).ShouldContain("marked holds a value that is not a number");
        Damaged(new Tensor("marked", [1, 2], [5, 7])).ShouldContain("marked has the shape [1, 2]");
        Damaged(new Tensor("marked", [2], [5, 7])).ShouldContain("marked has the shape [2]");
        Damaged(new Tensor("marked.offset", [1], [float.PositiveInfinity])).ShouldContain("marked.offset holds");
        Damaged(null).ShouldContain("marked.offset is missing");
    }

    private static string Damaged(Tensor? tensor)
    {
        var tensors = WithMarked.ToTensors().Where(t => tensor is not null || t.Name != "marked.offset").ToDictionary(t => t.Name);
        if (tensor is not null)
        {
            tensors[tensor.Name] = tensor;
        }

        var refusal = Head.From(tensors, []).Refusal!;
        refusal.Kind.ShouldBe(Results.RefusalKind.Damaged);
        return refusal.Message;
    }
}
