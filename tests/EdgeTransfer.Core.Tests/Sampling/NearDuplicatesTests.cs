namespace EdgeTransfer.Core.Sampling;

public class NearDuplicatesTests
{
    private const int Length = 200;

    [Fact]
    public void Find_AnyPoints_FindsThePairsThatTheDefinitionNames() => Gen.Select(Gen.Int[0, 300], Gen.Int[1, 40], Gen.Int[1, 1000]).Sample(
        (count, length, seed) =>
        {
            var random = new Random(seed);
            float[][] points = [.. Enumerable.Range(0, count).Select(_ => Random(random, length))];
            var bound = 0.8 * Math.Sqrt(length / 6.0);

            var found = NearDuplicates.Find(points, bound).ToDictionary(p => (p.First, p.Second), p => p.Distance);

            for (var a = 0; a < count; a++)
            {
                for (var b = a + 1; b < count; b++)
                {
                    // On the bound itself single precision may decide either way.
                    var distance = Distance(points[a], points[b]);
                    (found.TryGetValue((a, b), out var said) == distance <= bound || Math.Abs(distance - bound) < 1e-4).ShouldBeTrue($"{a}, {b}: {distance}, bound {bound}");
                    (said == 0 || Math.Abs(said - distance) < 1e-4).ShouldBeTrue();
                }
            }
        },
        iter: 60);

    [Fact]
    public void Find_CopiesFarFromTheOrigin_AreNotLostInRounding()
    {
        var random = new Random(3);
        float[][] points = [.. Enumerable.Range(0, 300).Select(_ => Random(random, Length, 1000))];
        points = [.. points, .. points.Take(5).Select(p => (float[])[.. p.Select(x => x + (0.01f * (random.NextSingle() - 0.5f)))])];

        NearDuplicates.Find(points, 1).Select(p => (p.First, p.Second)).ShouldBe([(0, 300), (1, 301), (2, 302), (3, 303), (4, 304)]);
    }

    [Fact]
    public void Find_PairsThatAreNotWanted_AreLeftOut()
    {
        float[][] points = [[1, 0], [1, 0], [1, 0]];

        NearDuplicates.Find(points, 0.1, (a, b) => b - a == 2).ShouldBe([new NearPair(0, 2, 0)]);
    }

    [Fact]
    public void Find_EmbeddingThatIsNotFinite_IsNearNone()
    {
        float[][] points = [[1, 2], [float.NaN, 2], [1, 2], [float.PositiveInfinity, 2], [float.PositiveInfinity, 2]];

        NearDuplicates.Find(points, 0.5).Select(p => (p.First, p.Second)).ShouldBe([(0, 2)]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Find_FewerThanTwo_IsEmpty(int count) => NearDuplicates.Find([.. Enumerable.Repeat(new float[] { 1 }, count)], 1).ShouldBeEmpty();

    [Fact]
    public void Bound_DifferentParts_LiesFarBelowTheirDistances()
    {
        var random = new Random(5);
        float[][] parts = [.. Enumerable.Range(0, 200).Select(_ => Random(random, Length))];

        NearDuplicates.Find(parts, NearDuplicates.Bound(parts)).ShouldBeEmpty();
        NearDuplicates.Bound(parts).ShouldBe(0.45 * Math.Sqrt(Length / 6.0), 0.1);
    }

    [Fact]
    public void Bound_TwoVariantsFarApart_DoesNotTakePartsOfOneForCopies()
    {
        var random = new Random(6);
        float[][] parts = [.. Enumerable.Range(0, 200).Select(i => Random(random, Length, i % 2 * 3))];

        NearDuplicates.Find(parts, NearDuplicates.Bound(parts)).ShouldBeEmpty();
    }

    [Fact]
    public void Bound_MostPartsAreCopies_StillFindsThem()
    {
        var random = new Random(7);
        var stopped = Random(random, Length, 1);
        float[][] parts = [.. Enumerable.Range(0, 10).Select(_ => Random(random, Length, 1)), .. Enumerable.Range(0, 90).Select(_ => (float[])[.. stopped.Select(x => x + (0.02f * random.NextSingle()))])];

        NearDuplicates.Find(parts, NearDuplicates.Bound(parts)).Count.ShouldBe(90 * 89 / 2);
    }

    [Fact]
    public void Bound_FewerThanTwoParts_IsZero() => NearDuplicates.Bound([[1f], [float.NaN]]).ShouldBe(0);

    private static float[] Random(Random random, int length, float shift = 0) => [.. Enumerable.Range(0, length).Select(_ => shift + random.NextSingle())];

    private static double Distance(float[] a, float[] b) => Math.Sqrt(a.Zip(b, (x, y) => ((double)x - y) * ((double)x - y)).Sum());
}
