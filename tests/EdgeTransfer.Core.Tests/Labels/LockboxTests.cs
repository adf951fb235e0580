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
    public void Holds_KnownParts_NeverChangesSides(string partId, bool held) => Lockbox.Holds(partId).ShouldBe(held);
}
