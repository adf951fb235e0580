using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Core.Results;

namespace EdgeTransfer.Core.Labels;

public class MarksTests
{
    private static readonly Region Region = new(100, 50, 200, 400);

    [Fact]
    public void In_BoxOfTheRegion_GivesItsFractions() =>
        Marks.In(Region, [new(150, 150, 50, 100), new(100, 50, 200, 400)]).ShouldBe([new(0.25, 0.25, 0.25, 0.25), new(0, 0, 1, 1)]);

    [Fact]
    public void In_RegionThatHasMoved_CutsOffWhatLiesOutside() =>
        Marks.In(Region, [new(50, 50, 100, 40), new(0, 0, 100, 400), new(300, 450, 10, 10)]).ShouldBe([new(0, 0, 0.25, 0.1)]);

    [Theory]
    [InlineData(100, 50, 200, 400, true)]
    [InlineData(299.5, 449.5, 0.5, 0.5, true)]
    [InlineData(99.9, 50, 10, 10, false)]
    [InlineData(100, 49, 10, 10, false)]
    [InlineData(291, 50, 10, 10, false)]
    [InlineData(100, 441, 10, 10, false)]
    [InlineData(150, 150, 0, 10, false)]
    [InlineData(150, 150, 10, -1, false)]
    [InlineData(double.NaN, 150, 10, 10, false)]
    [InlineData(150, 150, double.PositiveInfinity, 10, false)]
    public void Check_OneMark_MustHaveAnAreaInTheRegion(double x, double y, double width, double height, bool taken)
    {
        var refusal = Marks.Check("scratch", [new(110, 60, 1, 1), new(x, y, width, height)], Region);

        (refusal is null).ShouldBe(taken, refusal?.Message);
        refusal?.Message.ShouldContain("Mark 2");
        refusal?.Kind.ShouldBe(RefusalKind.Invalid);
    }

    [Fact]
    public void Check_GoodPartOrTooMany_IsRefused()
    {
        FrameBox mark = new(110, 60, 1, 1);

        Marks.Check(Label.Ok, [mark], Region)!.Message.ShouldContain("no defect to mark");
        Marks.Check(Label.Ok, [], Region).ShouldBeNull();
        Marks.Check("scratch", [.. Enumerable.Repeat(mark, 64)], Region).ShouldBeNull();
        Marks.Check("scratch", [.. Enumerable.Repeat(mark, 65)], Region)!.Message.ShouldContain("at most 64");
    }

    [Fact]
    public void CropFor_RegionInsideTheImage_IsInPixelsOfTheImage()
    {
        var place = SamplePlace.Of(Region, 640, 480);

        place.CropFor(Region).ShouldBe(new(0, 0, 200, 400));
        place.CropFor(new(110, 70, 190, 380)).ShouldBe(new(10, 20, 190, 380));
        place.CropFor(new(99, 50, 200, 400)).ShouldBeNull();
        place.CropFor(new(101, 50, 200, 400)).ShouldBeNull();
        place.CropFor(null).ShouldBeNull();
        SamplePlace.Of(null, 640, 480).CropFor(null).ShouldBe(new(0, 0, 640, 480));
    }

    [Fact]
    public void Assumed_ImageOfTheRegionsSize_LiesAtTheRegion()
    {
        SamplePlace.Assumed(Region, 200, 400)!.CropFor(Region).ShouldBe(new(0, 0, 200, 400));
        SamplePlace.Assumed(Region, 201, 400).ShouldBeNull();
        SamplePlace.Assumed(null, 30, 20)!.RegionOf(null).ShouldBe(new(0, 0, 30, 20));
    }
}
