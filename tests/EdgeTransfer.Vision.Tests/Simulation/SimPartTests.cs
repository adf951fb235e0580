namespace EdgeTransfer.Vision.Simulation;

public sealed class SimPartTests
{
    [Fact]
    public void Describe_KnownPart_StaysTheSameAcrossProcesses()
    {
        // Known answer: StableRandom must not depend on a per-process salt. Changes only when the drawing does.
        var parts = Enumerable.Range(0, 8).Select(n => SimPart.Describe(7, n, 1, 0).Defect);

        parts.ShouldBe([SimDefect.Scratch, SimDefect.Stain, SimDefect.Pit, SimDefect.Crack, SimDefect.Crack, SimDefect.Pit, SimDefect.Scratch, SimDefect.Crack]);
    }

    [Fact]
    public void Describe_BeforeTheFirstDefect_IsGood() =>
        Enumerable.Range(0, 60).ShouldAllBe(n => SimPart.Describe(7, n, 1, 60).Box == null);

    [Fact]
    public void Describe_ManyParts_HasTheShareAndAllKindsAlike()
    {
        var parts = Enumerable.Range(0, 10_000).Select(n => SimPart.Describe(3, n, 0.2, 0)).ToList();
        var bad = parts.Where(p => p.Defect != SimDefect.None).ToList();

        bad.Count.ShouldBeInRange(1840, 2160); // 2000 ± 4 standard deviations
        bad.CountBy(p => p.DefectClass!).ShouldAllBe(kind => kind.Value >= 320 && kind.Value <= 480);
        bad.CountBy(p => p.DefectClass!).Select(kind => kind.Key).Order().ShouldBe(["crack", "missing_hole", "pit", "scratch", "stain"]);
    }

    [Fact]
    public void Describe_AnyPart_BoxLiesInTheFrame() =>
        Gen.Select(Gen.Long[0, long.MaxValue], Gen.Long[0, long.MaxValue], Gen.Int[SimOptions.MinSize, SimOptions.MaxSize]).Sample((seed, n, size) =>
        {
            var box = SimPart.Describe(seed, n, 1, 0, size).Box!;
            return !box.Validate().Any() && box.X + box.Width <= size && box.Y + box.Height <= size;
        }, iter: 3000);

    [Fact]
    public void IndexOf_OriginOfAPart_IsItsIndex()
    {
        SimPart.IndexOf(SimPart.Origin(12)).ShouldBe(12);
        SimPart.IndexOf(SimPart.Origin(123_456_789)).ShouldBe(123_456_789);
        SimPart.IndexOf("a.png").ShouldBeNull();
        SimPart.IndexOf("part -1").ShouldBeNull();
    }

    [Fact]
    public void Parse_AllOptions_AreRead()
    {
        var options = SimOptions.Parse("sim:disc?seed=9&count=200&period=50ms&defects=0.25&from=6&size=320").Value.ShouldNotBeNull();

        options.ShouldBe(new() { Seed = 9, Count = 200, Period = TimeSpan.FromMilliseconds(50), Defects = 0.25, From = 6, Size = 320 });
        SimPart.Describe(options, 40).ShouldBe(SimPart.Describe(9, 40, 0.25, 6, 320));
    }

    [Fact]
    public void Parse_NoOptions_GivesTheDefaults() => SimOptions.Parse("sim:disc").Value.ShouldBe(new SimOptions());
}
