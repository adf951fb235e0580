using EdgeTransfer.Core.Inspecting;

namespace EdgeTransfer.Core.Gates;

public class HeldOutCheckTests
{
    [Fact]
    public void Judge_OneMoreEscape_FailsWhateverTheFalseRejects()
    {
        var report = HeldOutCheck.Judge([.. Good(20, Verdict.Ng, Verdict.Ok), .. Defects(10, Verdict.Ng, Verdict.Ng), .. Defects(1, Verdict.Unsure, Verdict.Ok)]);

        report.Passed.ShouldBeFalse();
        report.Sentence.ShouldContain("misses 1 held-out defects, the present head 0");
    }

    [Fact]
    public void Judge_FewerEscapesAndNoMoreFalseRejects_Passes()
    {
        var report = HeldOutCheck.Judge([.. Good(20, Verdict.Ok, Verdict.Ok), .. Defects(59, Verdict.Ok, Verdict.Ng)]);

        report.Passed.ShouldBeTrue();
        report.Sentence.ShouldContain("0 of 59 held-out defects missed: the escape rate is below 5.0 %");
    }

    [Fact]
    public void Judge_DoubtingEveryGoodPart_Fails() =>
        HeldOutCheck.Judge(Good(20, Verdict.Ok, Verdict.Unsure)).Passed.ShouldBeFalse();

    /// <summary>4 of 15 may still be 15 %: the bound is 9.7 %. 6 of 15 is at least 19 %.</summary>
    [Theory]
    [InlineData(4, true)]
    [InlineData(6, false)]
    public void Judge_FalseRejects_FailOnlyWhenClearlyTooMany(int rejected, bool passed) => HeldOutCheck.Judge(
        [.. Good(15 - rejected, Verdict.Ok, Verdict.Ok), .. Good(rejected, Verdict.Ok, Verdict.Unsure), .. Defects(4, Verdict.Ok, Verdict.Ng)]).Passed.ShouldBe(passed);

    [Fact]
    public void Judge_FirstHead_PassesOnGoodPartsAndSaysThatEscapesAreUnknown()
    {
        var report = HeldOutCheck.Judge(Good(8, null, Verdict.Ok));

        report.Passed.ShouldBeTrue();
        report.Sentence.ShouldContain("nothing is known of escapes");
    }

    [Fact]
    public void Judge_TooFewGoodParts_FailsAndSaysWhatToDo()
    {
        var report = HeldOutCheck.Judge(Good(4, null, Verdict.Ok));

        report.Passed.ShouldBeFalse();
        report.Sentence.ShouldContain("label more good parts");
    }

    private static HeldOutVerdict[] Good(int count, Verdict? champion, Verdict challenger) =>
        [.. Enumerable.Range(0, count).Select(i => new HeldOutVerdict($"g{i}", true, champion, challenger))];

    private static HeldOutVerdict[] Defects(int count, Verdict? champion, Verdict challenger) =>
        [.. Enumerable.Range(0, count).Select(i => new HeldOutVerdict($"d{i}", false, champion, challenger))];
}
