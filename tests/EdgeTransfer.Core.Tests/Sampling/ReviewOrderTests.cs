namespace EdgeTransfer.Core.Sampling;

public class ReviewOrderTests
{
    [Fact]
    public void Of_EachKind_DisagreementsThenNearNovelRandomAndTheRest()
    {
        ReviewItem[] items =
        [
            Item("untaught", 9, SamplingReasons.NotTaught), Item("ng", 9, SamplingReasons.NotOk), Item("random", 9, SamplingReasons.Random),
            Item("novel", 1, SamplingReasons.Novel | SamplingReasons.NotOk, 5), Item("more novel", 0, SamplingReasons.Novel, 8), Item("strange", 0, SamplingReasons.Novel),
            Item("near", 1, SamplingReasons.NearBand), Item("near, newer", 2, SamplingReasons.NearBand | SamplingReasons.Novel, 4),
            Item("said so", 0, SamplingReasons.Disagreement | SamplingReasons.Random), Item("told later", 3, SamplingReasons.Random) with { ShadowVerdict = Inspecting.Verdict.Ok },
            Item("old", 20, SamplingReasons.None),
        ];

        ReviewOrder.Of(items).Select(i => i.PartId).ShouldBe(
            ["told later", "said so", "near, newer", "near", "strange", "more novel", "novel", "random", "ng", "untaught", "old"]);
    }

    private static ReviewItem Item(string part, int second, SamplingReasons reasons, double? novelty = null) =>
        new(part, new DateTimeOffset(2026, 3, 1, 0, 0, second, TimeSpan.Zero), reasons, novelty);
}
