namespace EdgeTransfer.Core.Sampling;

public class NewestOfEachClassTests
{
    [Fact]
    public void Of_WithinTheLimit_KeepsAll() => NewestOfEachClass.Of(["a1", "b1"], Class, 2).ShouldBe(["a1", "b1"]);

    [Fact]
    public void Of_MoreThanTheLimit_TakesTheNewestAndSmallClassesWhole() =>
        NewestOfEachClass.Of(["a1", "b1", "a2", "a3", "c1", "a4", "c2", "c3", "a5"], Class, 6).ShouldBe(["b1", "a3", "a4", "c2", "c3", "a5"]);

    [Fact]
    public void Of_MoreClassesThanTheLimit_LeavesEachOne() => NewestOfEachClass.Of(["a1", "a2", "b1", "b2", "c1"], Class, 1).ShouldBe(["a2", "b2", "c1"]);

    private static string Class(string item) => item[..1];
}
