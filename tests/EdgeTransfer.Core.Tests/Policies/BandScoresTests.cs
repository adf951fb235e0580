using EdgeTransfer.Core.Heads;

namespace EdgeTransfer.Core.Policies;

public class BandScoresTests
{
    [Fact]
    public void Of_SeveralImagesOfAPart_TakesTheWorst()
    {
        var scores = BandScores.Of([Image("a", "ok", 1), Image("a", "ok", 3), Image("b", "ok", 2), Image("c", "pit", 5), Image("c", "pit", 4)]);

        scores.Good.ShouldBe([2, 3]);
        scores.Defects.ShouldBe([5]);
    }

    [Fact]
    public void Of_PartWithOneDefectiveImage_IsDefective()
    {
        var part = BandScores.Of([Image("a", "ok", 3), Image("a", "pit", 1)]).Parts.ShouldHaveSingleItem();

        part.ShouldBe(new PartScore("a", "pit", 3));
    }

    [Fact]
    public void Of_ScoreThatIsNoNumber_LeavesThePartOut() => BandScores.Of([Image("a", "ok", 1), Image("a", "ok", double.NaN), Image("b", "ok", 2)]).Good.ShouldBe([2]);

    [Theory]
    [InlineData(1, 3, 0)]
    [InlineData(1.5, 2, 1)]
    [InlineData(2, 2, 1)]
    [InlineData(3.5, 0, 2)]
    public void Counts_Threshold_IsWhereOkEnds(double threshold, int good, int defects)
    {
        var scores = Some.Scores([3, 1, 2], [4, 1, 2]);

        scores.GoodFrom(threshold).ShouldBe(good);
        scores.DefectsBelow(threshold).ShouldBe(defects);
    }

    private static OutOfFoldScore Image(string part, string label, double ng) => new(part, label, ng, null, ng);
}
