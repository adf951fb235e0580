namespace EdgeTransfer.Core.Policies;

public class BandEffectTests
{
    private static readonly Policy Before = new() { Version = "p", Head = "h", UnsureFrom = 1, NgFrom = 2, Method = "" };
    private static readonly Policy After = Before with { UnsureFrom = 1.5, NgFrom = 3 };

    [Fact]
    public void Sentence_SetsWithParts_TellsBothCounts()
    {
        var effect = new BandEffect(BandShift.Of([0, 1.2, 1.7], Before, After), BandShift.Of([2.5, 3], Before, After), null, null, BandShift.Of([0, double.NaN], Before, After));

        effect.Sentence.ShouldBe(
            "Good labelled parts: 1 OK, 2 UNSURE, 0 NG → 2 OK, 1 UNSURE, 0 NG. Labelled defects: 0 OK, 0 UNSURE, 2 NG → 0 OK, 1 UNSURE, 1 NG. "
            + "Last inspections: 1 OK, 1 UNSURE, 0 NG, as before.");
    }

    [Fact]
    public void Sentence_NoParts_SaysSo() => new BandEffect(BandShift.Of([], Before, After), null, null, null, null).Sentence.ShouldContain("No stored part");
}
