namespace EdgeTransfer.Core.Views;

public class HarmlessViewsTests
{
    [Theory]
    [InlineData(ViewSet.None, 0)]
    [InlineData(ViewSet.ShiftsAndLight, 6)]
    [InlineData(ViewSet.Flips, 9)]
    [InlineData(ViewSet.FlipsAndTurns, 13)]
    public void Of_EachSet_GivesDifferentViewsBeyondThePlainOne(ViewSet set, int count) => Different(HarmlessViews.Of(set)).ShouldBe(count);

    /// <summary>Stored views are known by their number alone.</summary>
    [Fact]
    public void Of_DifferentSets_DifferInNumber() =>
        Enum.GetValues<ViewSet>().Select(s => HarmlessViews.Of(s).Count).Distinct().Count().ShouldBe(Enum.GetValues<ViewSet>().Length);

    [Fact]
    public void Of_SetsWithoutTurns_DoNotTurn()
    {
        HarmlessViews.Of(ViewSet.ShiftsAndLight).ShouldNotContain(v => v is SquareView);
        HarmlessViews.Of(ViewSet.Flips).OfType<SquareView>().ShouldAllBe(v => !v.Transpose);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    [InlineData(8)]
    public void Judged_ANumberOfViews_GivesThatManyWithThePlainOne(int judged) =>
        Different([.. HarmlessViews.Judged(judged).Cast<IImageView>()]).ShouldBe(judged - 1);

    [Fact]
    public void Judged_Two_AddsTheHalfTurn() => HarmlessViews.Judged(2).ShouldBe([new SquareView(false, true, true)]);

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(-1)]
    [InlineData(16)]
    public void Judged_AnotherNumber_IsABug(int judged) => Should.Throw<ArgumentOutOfRangeException>(() => HarmlessViews.Judged(judged));

    private static int Different(IReadOnlyList<IImageView> views)
    {
        const int size = 32; // the step of inputs: the smallest on which a shift moves
        var image = new byte[size * size * 3];
        new Random(1).NextBytes(image);
        string[] seen = [.. views.Select(view =>
        {
            var bytes = new byte[image.Length];
            view.Apply(image, size, bytes);
            return Convert.ToHexString(bytes);
        }), Convert.ToHexString(image)];
        seen.Distinct().Count().ShouldBe(views.Count + 1);
        return views.Count;
    }
}
