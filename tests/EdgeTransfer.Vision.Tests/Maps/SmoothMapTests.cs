namespace EdgeTransfer.Vision.Maps;

public sealed class SmoothMapTests
{
    [Fact]
    public void Upsample_ConstantMap_StaysConstant() => Upsample(Filled(5 * 3, 2.5f), 5, 3, 61, 47).ShouldAllBe(v => Math.Abs(v - 2.5f) < 1e-5f);

    [Theory]
    [InlineData(5, 7, 112, 80)]
    [InlineData(5, 7, 300, 50)]
    [InlineData(1, 1, 9, 9)]
    public void Upsample_AnyMap_KeepsItsRange(int rows, int columns, int width, int height)
    {
        var random = new Random(1);
        float[] map = [.. Enumerable.Range(0, rows * columns).Select(_ => random.Next(2) * 3f)];

        var pixels = Upsample(map, rows, columns, width, height);

        pixels.Min().ShouldBeGreaterThanOrEqualTo(0);
        pixels.Max().ShouldBeLessThanOrEqualTo(3.0001f);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, 4)]
    [InlineData(4, 1)]
    [InlineData(4, 6)]
    public void Upsample_OneHotPatch_PeaksAtItsCentre(int row, int column)
    {
        var map = new float[5 * 7];
        map[(row * 7) + column] = 1;

        var pixels = Upsample(map, 5, 7, 7 * 15, 5 * 21); // odd: one pixel lies in the middle of each patch

        var (sum, x, y) = (0.0, 0.0, 0.0);
        for (var i = 0; i < pixels.Length; i++)
        {
            (sum, x, y) = (sum + pixels[i], x + (pixels[i] * (i % 105)), y + (pixels[i] * (i / 105)));
        }

        // the border holds half of the hill, so its centre is not the patch's there
        var inside = row is > 0 and < 4 && column is > 0 and < 6;
        var tolerance = inside ? 0.05 : 6;
        (x / sum).ShouldBe((column * 15) + 7, tolerance);
        (y / sum).ShouldBe((row * 21) + 10, tolerance);
        pixels.Max().ShouldBeInRange(0.5f, 1);
    }

    [Fact]
    public void Upsample_HotPatch_FallsSmoothlyInAllDirections()
    {
        var map = new float[5 * 5];
        map[12] = 1;

        var row = Upsample(map, 5, 5, 165, 165).AsSpan(82 * 165, 165);

        for (var x = 1; x <= 82; x++)
        {
            row[x].ShouldBeGreaterThanOrEqualTo(row[x - 1] - 1e-6f);
            Math.Abs(row[x] - row[x - 1]).ShouldBeLessThan(0.04f);
            row[x].ShouldBe(row[164 - x], 1e-5f);
        }
    }

    [Fact]
    public void Upsample_WrongLengths_AreBugs()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => SmoothMap.Upsample(new float[5], 2, 3, 4, 4, new float[16]));
        Should.Throw<ArgumentOutOfRangeException>(() => SmoothMap.Upsample(new float[6], 2, 3, 4, 4, new float[15]));
    }

    private static float[] Upsample(float[] map, int rows, int columns, int width, int height)
    {
        var pixels = new float[width * height];
        SmoothMap.Upsample(map, rows, columns, width, height, pixels);
        return pixels;
    }

    private static float[] Filled(int count, float value)
    {
        var map = new float[count];
        Array.Fill(map, value);
        return map;
    }
}
