namespace EdgeTransfer.Core.Messages;

public class InspectionShareTests
{
    private static readonly string[] Parts = [.. Enumerable.Range(1, 10_000).Select(n => $"top-{n}")];

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void Holds_ManyParts_IsTheShare(double share) =>
        ((double)Parts.Count(p => InspectionShare.Holds(p, share)) / Parts.Length).ShouldBe(share, 4 * Math.Sqrt(share * (1 - share) / Parts.Length));

    [Fact]
    public void Holds_SmallerShare_IsPartOfALargerOne() =>
        Parts.ShouldAllBe(p => !InspectionShare.Holds(p, 0.2) || InspectionShare.Holds(p, 0.3));

    [Fact]
    public void Holds_SamePart_IsTheSameOnEveryDeviceAndDay() =>
        Enumerable.Range(1, 12).Where(n => InspectionShare.Holds($"top-{n}", 0.5)).ShouldBe(KnownAnswer);

    // sha256("inspection:top-n") begins with a byte below 0x80; from coreutils' sha256sum
    private static readonly int[] KnownAnswer = [3, 4, 5, 8, 10, 11, 12];
}
