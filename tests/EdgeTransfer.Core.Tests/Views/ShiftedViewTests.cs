namespace EdgeTransfer.Core.Views;

public class ShiftedViewTests
{
    private const int Size = 28; // one step is one pixel

    /// <summary>What leaves is lost; what comes in mirrors the edge, which itself is not repeated.</summary>
    [Theory]
    [InlineData(1, 0, new[] { 1, 0, 1, 2 }, new[] { 0, 0, 0, 0 })]
    [InlineData(-1, 0, new[] { 1, 2, 3, 4 }, new[] { 0, 0, 0, 0 })]
    [InlineData(2, 0, new[] { 2, 1, 0, 1 }, new[] { 0, 0, 0, 0 })]
    [InlineData(0, 1, new[] { 0, 1, 2, 3 }, new[] { 1, 1, 1, 1 })]
    [InlineData(-1, -1, new[] { 1, 2, 3, 4 }, new[] { 1, 1, 1, 1 })]
    public void Apply_Ramp_MovesItAndMirrorsTheEdge(int right, int down, int[] columns, int[] rows)
    {
        var view = Shifted(right, down, Ramp(Size), Size);

        var first = view.Chunk(3).Take(4).ToArray();
        first.Select(p => (int)p[0]).ShouldBe(columns);
        first.Select(p => (int)p[1]).ShouldBe(rows);
        first.ShouldAllBe(p => p[2] == 7);
    }

    [Fact]
    public void Apply_ToTheUpperLeft_MirrorsTheLowerRightEdge()
    {
        var view = Shifted(-1, -1, Ramp(Size), Size);

        view.Chunk(3).Skip(((Size - 1) * Size) + Size - 3).Select(p => (p[0], p[1])).ShouldBe([((byte)26, (byte)26), ((byte)27, (byte)26), ((byte)26, (byte)26)]);
    }

    [Fact]
    public void Apply_InputOf224_MovesByEightPixels() => Shifted(1, 1, Ramp(224), 224).AsSpan(((20 * 224) + 30) * 3, 2).ToArray().ShouldBe([(byte)22, (byte)12]);

    [Fact]
    public void Apply_AnyStepThereAndBack_GivesTheMiddleAgain() =>
        Gen.Select(Gen.Int[-3, 3], Gen.Int[-3, 3], Gen.Int[1, 8], Gen.Int[0, 1000]).Sample((right, down, sizes, seed) =>
        {
            var size = sizes * 16;
            var image = new byte[size * size * 3];
            new Random(seed).NextBytes(image);
            var back = Shifted(-right, -down, Shifted(right, down, image, size), size);
            var (edgeRight, edgeDown) = (Math.Abs(right) * size / 28, Math.Abs(down) * size / 28);
            for (var row = edgeDown; row < size - edgeDown; row++)
            {
                var (from, length) = (((row * size) + edgeRight) * 3, (size - (2 * edgeRight)) * 3);
                back.AsSpan(from, length).SequenceEqual(image.AsSpan(from, length)).ShouldBeTrue();
            }
        });

    [Fact]
    public void Apply_BuffersOfAnotherSize_IsABug() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new ShiftedView(1, 0).Apply(new byte[12], 2, new byte[9]));

    private static byte[] Shifted(int right, int down, byte[] image, int size)
    {
        var view = new byte[image.Length];
        new ShiftedView(right, down).Apply(image, size, view);
        return view;
    }

    /// <summary>Red is the column, green the row, blue always 7.</summary>
    private static byte[] Ramp(int size) => [.. Enumerable.Range(0, size * size).SelectMany(i => new[] { (byte)(i % size), (byte)(i / size), (byte)7 })];
}
