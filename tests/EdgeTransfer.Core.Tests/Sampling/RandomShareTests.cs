using EdgeTransfer.Core.Labels;

namespace EdgeTransfer.Core.Sampling;

public class RandomShareTests
{
    /// <summary>Known answers, from Python's hashlib: a stored probability means something only while the draw stays the same.</summary>
    [Theory]
    [InlineData("disc-1", 0.34155082888901234)]
    [InlineData("top-1", 0.005682193674147129)]
    [InlineData("Teil-7", 0.9492333778180182)]
    public void Draw_KnownParts_NeverChanges(string partId, double draw) => RandomShare.Draw(partId).ShouldBe(draw, 1e-15);

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(0.1, 900, 1100)]
    [InlineData(1, 10_000, 10_000)]
    public void Holds_ManyParts_TakesTheShareThatIsSaid(double probability, int from, int to) =>
        Enumerable.Range(0, 10_000).Count(i => RandomShare.Holds($"line-{i}", probability)).ShouldBeInRange(from, to);

    [Fact]
    public void Holds_PartsOfTheLockbox_AreDrawnAsOthersAre() =>
        Enumerable.Range(0, 20_000).Select(i => $"line-{i}").Where(Lockbox.Holds).Average(p => RandomShare.Holds(p, 0.5) ? 1.0 : 0).ShouldBe(0.5, 0.03);
}
