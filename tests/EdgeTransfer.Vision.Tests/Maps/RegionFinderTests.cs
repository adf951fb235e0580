using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Recipes;

namespace EdgeTransfer.Vision.Maps;

public sealed class RegionFinderTests : IDisposable
{
    private const int Rows = 10;
    private const int Columns = 20;
    private static readonly Region Area = new(100, 50, 400, 100); // a patch is 20 × 10 pixels

    private readonly RegionFinder _finder = new();
    private readonly float[] _map = new float[Rows * Columns];

    public void Dispose() => _finder.Dispose();

    [Fact]
    public void Find_HotSquare_TellsItsPlaceInTheFrame()
    {
        Fill(4, 6, 5, 8, 4); // columns 4 to 6, rows 5 to 8
        _map[At(6, 5)] = 9;

        var region = Find(2).ShouldHaveSingleItem();

        region.Peak.ShouldBe(9);
        region.PeakAt.ShouldBe(new FramePoint(100 + (5.5f * 20), 50 + (6.5f * 10)));
        region.Centre.X.ShouldBe(100 + (5.5f * 20), 6f);
        region.Centre.Y.ShouldBe(50 + (7f * 10), 3f);
        region.Area.ShouldBe(3 * 20 * 4 * 10, 300);
        Polygon(region.Outline).ShouldBeInRange(region.Area, 1.5 * region.Area);
        region.Outline.ShouldAllBe(p => p.X >= 176 && p.X <= 244 && p.Y >= 98 && p.Y <= 142);
    }

    [Fact]
    public void Find_SeveralRegions_ComeByTheirPeak()
    {
        _map[At(1, 1)] = 5;
        _map[At(8, 3)] = 7;
        _map[At(4, 15)] = 6;

        Find(2).Select(r => r.Peak).ShouldBe([7, 6, 5]);
    }

    [Fact]
    public void Find_ManyRegions_KeepsTheHighestPeaks()
    {
        for (var i = 0; i < 40; i++)
        {
            _map[At(i / 10 * 2, i % 10 * 2)] = 3 + ((i * 7) % 40);
        }

        Find(2).Select(r => (int)r.Peak).ShouldBe([.. Enumerable.Range(0, RegionFinder.MaxRegions).Select(i => 42 - i)]);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 19)]
    [InlineData(9, 0)]
    [InlineData(9, 19)]
    [InlineData(5, 5)]
    public void Find_OnePatchBarelyAbove_IsARegionWithAnArea(int row, int column)
    {
        _map[At(row, column)] = 2.001f;

        var region = Find(2).ShouldHaveSingleItem();

        region.Peak.ShouldBe(2.001f, 1e-6);
        region.PeakAt.X.ShouldBe(110 + (column * 20), 8.1f); // border patches are flat outwards
        region.PeakAt.Y.ShouldBe(55 + (row * 10), 4.1f);
        region.Outline.Count.ShouldBeGreaterThan(2);
        Polygon(region.Outline).ShouldBeGreaterThan(0);
        region.Outline.ShouldAllBe(p => p.X >= 100 && p.X <= 500 && p.Y >= 50 && p.Y <= 150);
    }

    [Fact]
    public void Find_RaggedRegion_HasFewPoints()
    {
        for (var i = 0; i < _map.Length; i++)
        {
            _map[i] = i / Columns % 2 == 0 || i % Columns == 9 ? 5 : 0; // a comb on both sides
        }

        Find(2).ShouldHaveSingleItem().Outline.Count.ShouldBeLessThanOrEqualTo(16);
    }

    [Fact]
    public void Find_EverythingAbove_IsTheWholeArea()
    {
        Array.Fill(_map, 3);

        var region = Find(2).ShouldHaveSingleItem();

        region.Area.ShouldBe(40_000);
        Polygon(region.Outline).ShouldBe(40_000, 1);
    }

    [Fact]
    public void Find_NothingAboveTheLevel_AllocatesNothing()
    {
        Array.Fill(_map, 2);
        Find(2).ShouldBeEmpty();
        var before = GC.GetAllocatedBytesForCurrentThread();

        Find(2);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Find_SomeRegions_AllocatesLittleMoreThanThem(int regions)
    {
        for (var i = 0; i < regions; i++)
        {
            Fill(i * 4, (i * 4) + 1, 5, 8, 4);
        }

        Find(2).Count.ShouldBe(regions);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Find(2);

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(500 + (400 * regions));
    }

    [Fact]
    public void Find_RegionThatTouchesItselfAtACorner_IsTracedOnce()
    {
        // 8-shaped: two blocks that meet at a corner are one component
        Fill(2, 3, 2, 3, 4);
        Fill(4, 5, 4, 5, 4);

        var region = Find(2).ShouldHaveSingleItem();

        Polygon(region.Outline).ShouldBeInRange(region.Area, 2 * region.Area);
    }

    [Fact]
    public void Find_NotANumber_IsNoRegion()
    {
        _map[3] = float.NaN;

        Find(2).ShouldBeEmpty();
    }

    private IReadOnlyList<DefectRegion> Find(double level) => _finder.Find(_map, Rows, Columns, level, Area);

    private static int At(int row, int column) => (row * Columns) + column;

    private void Fill(int fromColumn, int toColumn, int fromRow, int toRow, float value)
    {
        for (var row = fromRow; row <= toRow; row++)
        {
            _map.AsSpan(At(row, fromColumn), toColumn - fromColumn + 1).Fill(value);
        }
    }

    /// <summary>Area inside of a polygon.</summary>
    private static double Polygon(IReadOnlyList<FramePoint> outline) => Math.Abs(outline.Zip(outline.Skip(1).Append(outline[0]))
        .Sum(e => ((double)e.First.X * e.Second.Y) - ((double)e.Second.X * e.First.Y))) / 2;
}
