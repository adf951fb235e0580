namespace EdgeTransfer.Core.Labels;

public class LockboxTests
{
    [Fact]
    public void Holds_ManyParts_TakesAboutOneInFive() =>
        Enumerable.Range(0, 10_000).Count(i => Lockbox.Holds($"line-{i}")).ShouldBeInRange(1_850, 2_150);

    /// <summary>Known answers: a part may never change sides, whatever version runs.</summary>
    [Theory]
    [InlineData("disc-2", true)]
    [InlineData("disc-1", false)]
    [InlineData("top-1", false)]
    [InlineData("top-3", true)]
    [InlineData("top-17", true)]
    [InlineData("line-8", false)]
    [InlineData("Teil-7", true)]
    [InlineData("a", false)]
    [InlineData("bracket-left-1000000", false)]
    public void Holds_KnownParts_NeverChangesSides(string partId, bool held) => Lockbox.Holds(partId).ShouldBe(held);
}
