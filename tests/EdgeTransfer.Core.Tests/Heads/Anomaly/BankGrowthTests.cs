using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Mathematics;
using EdgeTransfer.Core.Results;

namespace EdgeTransfer.Core.Heads.Anomaly;

public class BankGrowthTests
{
    private const int Dimension = 8;

    /// <summary>On a line: bank at 0 (100 rows); patches at 1, 5, 6, 9 and a radius of 2: 9 is farthest, then 5 (4 from it); 6 is covered by 5.</summary>
    [Fact]
    public void Grow_PatchesOnALine_AddsTheFarthestUntilAllLieWithinTheRadius()
    {
        var head = new AnomalyHead([0], new Matrix(1, 1, [1]), new Matrix(100, 1, new float[100]));

        var grown = BankGrowth.Grow(head, new Features([1, 5, 6, 9], 2, 2, 1, []), 2, grownBefore: 0).Value!;

        grown.Head.Bank.Data[100..].ShouldBe([9, 5]);
        (grown.Added, grown.Uncovered).ShouldBe((2, 0));
        grown.Head.Mean.ShouldBeSameAs(head.Mean);
        grown.Head.Projection.ShouldBeSameAs(head.Projection);
        grown.Head.BankNorm[100..].ShouldBe([81, 25]);
        head.Bank.Rows.ShouldBe(100);
    }

    [Fact]
    public void Grow_AnyPart_CoversItWithinTheRadiusOrReachesALimit() => Cases.Sample(x =>
    {
        var (head, part, radius, before) = Case(x);

        var grown = BankGrowth.Grow(head, part, radius, before).Value!;

        grown.Added.ShouldBeLessThanOrEqualTo(BankGrowth.MaxRowsPerPart);
        (before + grown.Added).ShouldBeLessThanOrEqualTo(Math.Max(before, (int)(BankGrowth.MaxShare * (head.Bank.Rows - before))));
        var after = grown.Head.Judge(Patches(part));
        const double Rounding = 0.3; // of |c|² − 2 p·c + |p|² with lengths of a few hundred, after the root
        after.Count(d => d > radius + Rounding).ShouldBeLessThanOrEqualTo(grown.Uncovered);
        if (grown.Uncovered > 0)
        {
            var full = grown.Added == BankGrowth.MaxRowsPerPart || before + grown.Added >= (int)(BankGrowth.MaxShare * (head.Bank.Rows - before));
            full.ShouldBeTrue();
        }
    });

    [Fact]
    public void Grow_SamePartTwice_AddsNothingTheSecondTime() => Cases.Sample(x =>
    {
        var (head, part, radius, before) = Case(x);
        var first = BankGrowth.Grow(head, part, radius, before).Value!;

        var second = BankGrowth.Grow(first.Head, part, radius, before + first.Added).Value!;

        second.Added.ShouldBe(0);
        second.Head.ShouldBeSameAs(first.Head);
        second.Uncovered.ShouldBe(first.Uncovered);
    });

    [Fact]
    public void Grow_AnyOtherPart_IsNeverFartherThanBefore() => Cases.Sample(x =>
    {
        var (head, part, radius, before) = Case(x);
        var other = Patches(Part(new Random(x.seed + 1), 30, 2));

        var grown = BankGrowth.Grow(head, part, radius, before).Value!;

        head.Judge(other).Zip(grown.Head.Judge(other)).ShouldAllBe(d => d.Second <= d.First);
        BankGrowth.Grow(head, part, radius, before).Value!.Head.Bank.Data.ShouldBe(grown.Head.Bank.Data);
    });

    [Fact]
    public void Grow_PartThatIsAllNew_StopsAtTheRowsOfOnePart()
    {
        var head = Bank(new Random(1), 2000);
        var part = Part(new Random(2), 200, 50);

        var grown = BankGrowth.Grow(head, part, 0.01, grownBefore: 0).Value!;

        (grown.Added, grown.Uncovered).ShouldBe((64, 136));
        BankGrowth.Grow(grown.Head, part, 0.01, 64).Value!.Added.ShouldBe(0, "the part has had its rows");
        BankGrowth.Grow(head, part, 0.01, grownBefore: 170).Value!.Added.ShouldBe(13, "183 of 1830 trained rows");
        BankGrowth.Grow(head, part, 0.01, grownBefore: 500).Value!.Added.ShouldBe(0);
    }

    [Fact]
    public void Grow_NumbersThatAreNone_IsRefused()
    {
        var head = Bank(new Random(1), 20);
        var part = Part(new Random(2), 4, 1);

        BankGrowth.Grow(head, part with { Patches = [.. part.Patches[1..], float.NaN] }, 1, 0).Refusal!.Kind.ShouldBe(RefusalKind.Invalid);
        BankGrowth.Grow(head, new Features([1, 2], 1, 1, 2, []), 1, 0).Refusal!.Message.ShouldContain("not 8 finite numbers");
        BankGrowth.Grow(head, part, double.NaN, 0).Refusal!.Message.ShouldContain("radius");
    }

    /// <summary>With marked patches the map itself, not the distance to good, is brought to the radius; the child keeps the marks.</summary>
    [Fact]
    public void Grow_HeadWithMarked_BringsTheMapToTheRadiusAndKeepsTheMarks() => Cases.Sample(x =>
    {
        var (plain, part, radius, before) = Case(x);
        var marked = new Matrix(5, Dimension, Numbers(new Random(x.seed + 2), 5 * Dimension, 3));
        var head = new AnomalyHead(plain.Mean, plain.Projection, plain.Bank, marked, 1.5f);

        var grown = BankGrowth.Grow(head, part, radius, before).Value!;

        grown.Head.Marked.ShouldBeSameAs(marked);
        grown.Head.MarkedOffset.ShouldBe(1.5f);
        const double Rounding = 0.3;
        var map = grown.Head.Judge(Patches(part));
        var points = Whitening.Apply(Patches(part), head.Mean, head.Projection);
        var known = Enumerable.Range(0, points.Rows).Where(i => Enumerable.Range(0, grown.Head.Bank.Rows).Any(row => points.Row(i).SequenceEqual(grown.Head.Bank.Row(row)))).ToHashSet();
        map.Where((value, i) => value > radius + Rounding && !known.Contains(i)).Count().ShouldBeLessThanOrEqualTo(grown.Uncovered, "a patch that is a row itself can come no nearer");
    });

    /// <summary>On a line: good at 0, marked at 10, offset 10: the patch at 3 scores 3 + (10 − 7) / 2 = 4.5, the one at −3 only 3 + (10 − 13) / 2 = 1.5.</summary>
    [Fact]
    public void Grow_HeadWithMarked_AddsWhatScoresAboveTheRadius()
    {
        var head = new AnomalyHead([0], new Matrix(1, 1, [1]), new Matrix(100, 1, new float[100]), new Matrix(1, 1, [10]), 10);

        var grown = BankGrowth.Grow(head, new Features([3, -3], 1, 2, 1, []), 2, grownBefore: 0).Value!;

        grown.Head.Bank.Data[100..].ShouldBe([3]);
        BankGrowth.Grow(head, new Features([3, -3], 1, 2, 1, []), 4.6, 0).Value!.Added.ShouldBe(0);
        BankGrowth.Grow(head, new Features([3, -3], 1, 2, 1, []), 1.4, 0).Value!.Added.ShouldBe(2);
    }

    private static Gen<(int rows, int patches, double scale, double radius, int before, int seed)> Cases =>
        from rows in Gen.Int[1, 300]
        from patches in Gen.Int[1, 120]
        from scale in Gen.Double[0.1, 20]
        from radius in Gen.OneOf(Gen.Const(0.0), Gen.Double[0, 10])
        from before in Gen.Int[0, 20]
        from seed in Gen.Int[0, 10_000]
        select (rows, patches, scale, radius, Math.Min(before, rows - 1), seed);

    private static (AnomalyHead Head, Features Part, double Radius, int Before) Case((int rows, int patches, double scale, double radius, int before, int seed) x)
    {
        var random = new Random(x.seed);
        return (Bank(random, x.rows), Part(random, x.patches, x.scale), x.radius, x.before);
    }

    private static AnomalyHead Bank(Random random, int rows) =>
        new(Numbers(random, Dimension, 1), new Matrix(Dimension, Dimension, Numbers(random, Dimension * Dimension, 1)), new Matrix(rows, Dimension, Numbers(random, rows * Dimension, 1)));

    private static Features Part(Random random, int patches, double scale) => new(Numbers(random, patches * Dimension, scale), patches, 1, Dimension, []);

    private static Matrix Patches(Features part) => new(part.Rows, part.Dimension, part.Patches);

    private static float[] Numbers(Random random, int count, double scale) => [.. Enumerable.Range(0, count).Select(_ => (float)(scale * ((2 * random.NextDouble()) - 1)))];
}
