namespace EdgeTransfer.Core.Statistics;

public class KappaTests
{
    /// <summary>Fleiss 1971, table 1: 30 patients, 6 psychiatrists; depression, personality disorder, schizophrenia, neurosis, other.</summary>
    private static readonly int[][] Diagnoses =
    [
        [0, 0, 0, 6, 0], [0, 3, 0, 0, 3], [0, 1, 4, 0, 1], [0, 0, 0, 0, 6], [0, 3, 0, 3, 0], [2, 0, 4, 0, 0], [0, 0, 4, 0, 2], [2, 0, 3, 1, 0], [2, 0, 0, 4, 0], [0, 0, 0, 0, 6],
        [1, 0, 0, 5, 0], [1, 1, 0, 4, 0], [0, 3, 3, 0, 0], [1, 0, 0, 5, 0], [0, 2, 0, 3, 1], [0, 0, 5, 0, 1], [3, 0, 0, 1, 2], [5, 1, 0, 0, 0], [0, 2, 0, 4, 0], [1, 0, 2, 0, 3],
        [0, 0, 0, 0, 6], [0, 1, 0, 5, 0], [0, 2, 0, 1, 3], [2, 0, 0, 4, 0], [1, 0, 0, 4, 1], [0, 5, 0, 1, 0], [4, 0, 0, 0, 2], [0, 2, 0, 4, 0], [1, 0, 5, 0, 0], [0, 0, 0, 0, 6],
    ];

    /// <summary>The worked example of Wikipedia's "Fleiss' kappa": 10 subjects, 14 raters, 5 classes.</summary>
    private static readonly int[][] Example =
    [
        [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1], [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
    ];

    [Fact]
    public void Cohen_TableOfThePaper_IsItsKappa()
    {
        // Cohen 1960: 200 subjects, 140 alike where chance gives 82.
        CohenKappa.Of(new[,] { { 88, 14, 18 }, { 10, 40, 10 }, { 2, 6, 12 } }).ShouldNotBeNull().ShouldBe(58.0 / 118, 1e-12);
    }

    [Fact]
    public void Cohen_ExampleOfWikipedia_Is04() => CohenKappa.Of(new[,] { { 20, 5 }, { 10, 15 } }).ShouldNotBeNull().ShouldBe(0.4, 1e-12);

    [Fact]
    public void Cohen_ChanceOnlyPerfectAndOpposite_IsZeroOneAndMinusOne()
    {
        CohenKappa.Of(new[,] { { 4, 4 }, { 4, 4 } }).ShouldNotBeNull().ShouldBe(0, 1e-12);
        CohenKappa.Of(new[,] { { 3, 0 }, { 0, 9 } }).ShouldBe(1);
        CohenKappa.Of(new[,] { { 0, 5 }, { 5, 0 } }).ShouldBe(-1);
    }

    [Fact]
    public void Kappa_NothingOrOneClassOnly_IsUndefined()
    {
        CohenKappa.Of(new[,] { { 7, 0 }, { 0, 0 } }).ShouldBeNull();
        CohenKappa.Of(new int[2, 2]).ShouldBeNull();
        FleissKappa.Of([[3, 0], [4, 0]]).ShouldBeNull();
        FleissKappa.Of([[1, 0]]).ShouldBeNull();
        FleissKappa.Of([]).ShouldBeNull();
    }

    [Fact]
    public void Fleiss_TableOfThePaper_IsItsKappa() => FleissKappa.Of(Diagnoses).ShouldNotBeNull().ShouldBe(0.430, 0.0005);

    [Fact]
    public void Fleiss_ExampleOfWikipedia_IsItsKappa() => FleissKappa.Of(Example).ShouldNotBeNull().ShouldBe(0.210, 0.0005);

    [Fact]
    public void Fleiss_SubjectsThatOneRaterSaw_ChangeNothing() => FleissKappa.Of([.. Diagnoses, [0, 1, 0, 0, 0]]).ShouldBe(FleissKappa.Of(Diagnoses));

    [Fact]
    public void Kappa_AnyTable_IsAtMostOneAndTheSameWithRatersOrClassesSwapped() => Gen.Int[0, 9].Array[9].Sample(cells =>
    {
        var (table, turned, renamed) = (new int[3, 3], new int[3, 3], new int[3, 3]);
        for (var i = 0; i < 9; i++)
        {
            var (a, b) = (i / 3, i % 3);
            table[a, b] = turned[b, a] = renamed[2 - a, 2 - b] = cells[i];
        }

        var kappa = CohenKappa.Of(table);
        (kappa ?? 0).ShouldBeLessThanOrEqualTo(1);
        foreach (var other in new[] { CohenKappa.Of(turned), CohenKappa.Of(renamed) })
        {
            (other ?? -2).ShouldBe(kappa ?? -2, 1e-12);
        }
    });
}
