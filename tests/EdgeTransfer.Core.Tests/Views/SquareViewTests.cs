namespace EdgeTransfer.Core.Views;

public class SquareViewTests
{
    // 1 2      red channel of a 2 × 2 image
    // 3 4
    private static readonly byte[] Image = [1, 0, 0, 2, 0, 0, 3, 0, 0, 4, 0, 0];

    [Theory]
    [InlineData(false, true, false, new[] { 2, 1, 4, 3 })]
    [InlineData(false, false, true, new[] { 3, 4, 1, 2 })]
    [InlineData(true, false, false, new[] { 1, 3, 2, 4 })]
    [InlineData(true, true, false, new[] { 3, 1, 4, 2 })]
    public void Apply_TwoByTwo_MovesThePixels(bool transpose, bool columns, bool rows, int[] expected)
    {
        var view = new byte[12];

        new SquareView(transpose, columns, rows).Apply(Image, 2, view);

        view.Chunk(3).Select(p => (int)p[0]).ShouldBe(expected);
        view.Chunk(3).ShouldAllBe(p => p[1] == 0 && p[2] == 0);
    }
}
