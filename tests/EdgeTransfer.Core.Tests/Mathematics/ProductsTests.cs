namespace EdgeTransfer.Core.Mathematics;

public class ProductsTests
{
    /// <summary>Small whole numbers: every sum is exact in any order.</summary>
    [Fact]
    public void Dot4_AnyLength_EqualsThePlainSums() =>
        Gen.Select(Gen.Int[0, 70], Gen.Int[0, 5], Gen.Int[0, 9], Gen.Int[0, 1000]).Sample((length, gap, start, seed) =>
        {
            var stride = length + gap;
            var (rows, vector) = (Whole(start + (4 * stride) + 1, seed), Whole(length, seed + 1));

            var (a, b, c, d) = Products.Dot4(rows, start, stride, vector);

            new[] { a, b, c, d }.ShouldBe(Enumerable.Range(0, 4).Select(r => vector.Select((v, i) => v * rows[start + (r * stride) + i]).Sum()));
        });

    [Fact]
    public void Multiply_AnyShape_EqualsThePlainSums() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 19], Gen.Int[1, 37], Gen.Int[0, 1000]).Sample((n, k, m, seed) =>
        {
            var (a, b) = (new Matrix(n, k, Whole(n * k, seed)), new Matrix(k, m, Whole(k * m, seed + 1)));

            var product = Products.Multiply(a, b);

            for (var i = 0; i < n * m; i++)
            {
                product.Data[i].ShouldBe(Enumerable.Range(0, k).Sum(j => a.Row(i / m)[j] * b.Row(j)[i % m]));
            }
        });

    private static float[] Whole(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (float)random.Next(-9, 10))];
    }
}
