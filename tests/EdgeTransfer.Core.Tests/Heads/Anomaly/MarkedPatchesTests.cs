using EdgeTransfer.Core.Labels;

namespace EdgeTransfer.Core.Heads.Anomaly;

public class MarkedPatchesTests
{
    private static readonly MarkBox Everything = new(0, 0, 1, 1);

    /// <summary>4 × 4 patches, numbered row by row.</summary>
    [Theory]
    [InlineData(0, 0, 1, 1, new[] { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 })]
    [InlineData(0, 0, 0.5, 0.5, new[] { 0, 1, 4, 5 })]
    [InlineData(0.375, 0.25, 0.25, 0.25, new[] { 5, 6 })] // half of each
    [InlineData(0.125, 0.125, 0.25, 0.25, new[] { 0, 1, 4, 5 })] // a quarter of each
    [InlineData(0.1, 0.25, 0.25, 0.25, new[] { 4, 5 })] // 0.6 and 0.4
    [InlineData(0.03, 0.25, 0.25, 0.25, new[] { 4 })] // 0.88 and 0.12
    [InlineData(0.3, 0.55, 0.05, 0.05, new[] { 9 })] // smaller than a quarter of a patch
    [InlineData(0.24, 0.55, 0.05, 0.05, new[] { 9 })] // small, mostly right of the seam
    [InlineData(0.1875, 0.5625, 0.125, 0.0625, new[] { 8, 9 })] // small, on the seam
    [InlineData(0.75, 0.75, 0.25, 0.25, new[] { 15 })]
    [InlineData(0.99, 0, 0.01, 1, new[] { 3, 7, 11, 15 })] // a line along the border
    public void Collect_OneBox_TakesThePatchesThatItCovers(double left, double top, double width, double height, int[] expected)
    {
        var marked = MarkedPatches.Collect([Defect("a", 0, new MarkBox(left, top, width, height)), Defect("b", 100, Everything)])!;

        Rows(marked, "a").ShouldBe(expected);
        Rows(marked, "b").ShouldBe(Enumerable.Range(100, 16));
    }

    [Fact]
    public void Collect_SeveralBoxesAndImages_AreThoseOfThePart()
    {
        var marked = MarkedPatches.Collect(
        [
            Defect("a", 0, new(0, 0, 0.25, 0.25), new(0.75, 0, 0.25, 0.25), new(0, 0, 0.25, 0.25)), Defect("b", 100, new MarkBox(0, 0, 0.25, 0.25)),
            Defect("a", 200, new MarkBox(0.25, 0, 0.25, 0.25)),
        ])!;

        Rows(marked, "a").ShouldBe([0, 3, 201]);
        Rows(marked, "b").ShouldBe([100]);
        marked.RowsOf("c").ShouldBe(default);
    }

    [Fact]
    public void Collect_MoreThanTheLimit_TakesTheSameShareOfEachPart()
    {
        LabelledSample[] samples = [.. Enumerable.Range(0, 100).Select(i => Defect($"p{i}", 16 * i, i == 7 ? new MarkBox(0, 0, 0.5, 0.25) : Everything))];

        var marked = MarkedPatches.Collect(samples)!;

        marked.Patches.Rows.ShouldBeInRange(1000, MarkedPatches.Limit);
        Rows(marked, "p7").ShouldBe([112, 113], "a part that has few keeps them");
        foreach (var i in Enumerable.Range(0, 100).Where(i => i != 7))
        {
            var rows = Rows(marked, $"p{i}");
            rows.Length.ShouldBeInRange(10, 11);
            rows.ShouldAllBe(r => r >= 16 * i && r < 16 * (i + 1));
            (rows[^1] - rows[0]).ShouldBeGreaterThan(10, "spread over the mark");
        }
    }

    [Fact]
    public void Collect_MorePartsThanTheLimit_StaysWithinIt() =>
        MarkedPatches.Collect([.. Enumerable.Range(0, 1500).Select(i => Defect($"p{i}", i, Everything))])!.Patches.Rows.ShouldBe(MarkedPatches.Limit);

    [Fact]
    public void Collect_FewerThanTwoParts_GivesNone()
    {
        MarkedPatches.Collect([Defect("a", 0), Defect("b", 0)]).ShouldBeNull();
        MarkedPatches.Collect([Defect("a", 0, Everything), Defect("a", 1, Everything), Defect("b", 0)]).ShouldBeNull();
    }

    [Fact]
    public void Collect_MarksOnGoodParts_AreNoMarks()
    {
        var good = Defect("g", 500, Everything) with { Class = Label.Ok };

        MarkedPatches.Collect([Defect("a", 0, Everything), good]).ShouldBeNull();
        MarkedPatches.Collect([good, Defect("a", 0, Everything), Defect("b", 100, Everything)])!.RowsOf("g").ShouldBe(default);
    }

    private static int[] Rows(MarkedPatches marked, string part)
    {
        var (offset, length) = marked.RowsOf(part).GetOffsetAndLength(marked.Patches.Rows);
        return [.. marked.Patches.Data.AsSpan(offset, length).ToArray().Select(v => (int)v)];
    }

    private static LabelledSample Defect(string part, int first, params MarkBox[] marks) =>
        new(part, "pit", new Features([.. Enumerable.Range(first, 16).Select(v => (float)v)], 4, 4, 1, [0]), false) { Marks = marks };
}
