using EdgeTransfer.Core.Inspecting;

namespace EdgeTransfer.Core.Gates;

public class GrowthCheckTests
{
    [Theory]
    [InlineData(false, Verdict.Ng, Verdict.Ok, false)]
    [InlineData(false, Verdict.Unsure, Verdict.Ok, false)]
    [InlineData(false, null, Verdict.Ok, false)]
    [InlineData(false, Verdict.Ok, Verdict.Ok, true)]
    [InlineData(false, Verdict.Ng, Verdict.Unsure, true)]
    [InlineData(true, Verdict.Ok, Verdict.Unsure, false)]
    [InlineData(true, null, Verdict.Ng, false)]
    [InlineData(true, Verdict.Unsure, Verdict.Ng, true)]
    [InlineData(true, Verdict.Ng, Verdict.Ok, true)]
    public void Judge_OnePart_PassesUnlessItsVerdictGetsWorse(bool good, Verdict? parent, Verdict child, bool passed)
    {
        var report = GrowthCheck.Judge([new("a", "ok", Verdict.Ok, null, Verdict.Ok), new("b", "scratch", Verdict.Ng, null, Verdict.Ng), new("c", good ? "ok" : "scratch", parent, null, child)], "grown");

        report.Passed.ShouldBe(passed);
        report.Sentence.ShouldStartWith(passed ? "Passed: grown" : "Not passed: grown");
        report.Sentence.Contains("such as c", StringComparison.Ordinal).ShouldBe(!passed);
        report.Child.ShouldBe(new(good ? 1 : 2, !good && child == Verdict.Ok ? 1 : 0, good ? 2 : 1, good && child != Verdict.Ok ? 1 : 0));
    }

    [Fact]
    public void Judge_NothingLabelledYet_PassesAndSaysOfHowMany() =>
        GrowthCheck.Judge([], "grown").Sentence.ShouldBe("Passed: grown; of 0 labelled defects none passes that did not before, of 0 held-out good parts none is lost.");
}
