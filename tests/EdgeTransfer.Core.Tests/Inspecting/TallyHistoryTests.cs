namespace EdgeTransfer.Core.Inspecting;

public class TallyHistoryTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(10);

    [Fact]
    public void Within_StationThatRanForLess_IsEverything()
    {
        var history = new TallyHistory(Hour, Step);
        history.Add(TimeSpan.FromDays(3), Counts(0));
        history.Add(TimeSpan.FromDays(3) + Minute, Counts(5));

        history.Within(TimeSpan.FromDays(3) + (2 * Minute), Counts(9), Hour).Parts().ShouldBe(9);
    }

    [Fact]
    public void Within_EvenLine_IsTheTimeAndAStepAtMost() =>
        Gen.Select(Gen.Int[1, 50], Gen.Int[0, 3 * 3600], Gen.Int[1, 30]).Sample((perSecond, seconds, every) =>
        {
            var history = new TallyHistory(Hour, Step);
            for (var s = 0; s <= seconds; s += every)
            {
                history.Add(TimeSpan.FromSeconds(s), Counts(s * perSecond));
            }

            foreach (var back in new[] { Hour, Minute })
            {
                var parts = history.Within(TimeSpan.FromSeconds(seconds), Counts(seconds * perSecond), back).Parts();
                var (least, most) = (Math.Min(seconds, back.TotalSeconds), back.TotalSeconds + Step.TotalSeconds + (2 * every));
                if (parts < least * perSecond || parts > most * perSecond)
                {
                    return false;
                }
            }

            return true;
        });

    [Fact]
    public void Since_EarlierCounts_LeavesOutReasonsThatDidNotOccur()
    {
        var before = new TallyCounts(1, 2, 3, 7, new Dictionary<string, long> { ["dark"] = 4, ["no_frame"] = 3 });
        var now = new TallyCounts(5, 2, 4, 10, new Dictionary<string, long> { ["dark"] = 4, ["no_frame"] = 5, ["blurred"] = 1 });

        var since = now.Since(before);

        (since.Ok, since.Ng, since.Unsure, since.NotInspected).ShouldBe((4, 0, 1, 3));
        since.Reasons.ShouldBe(new Dictionary<string, long> { ["no_frame"] = 2, ["blurred"] = 1 }, ignoreOrder: true);
    }

    [Fact]
    public void Of_Tally_CountsByVerdictAndReason()
    {
        var tally = new VerdictTally();
        tally.Add(Verdict.Ok, NotInspectedReason.None);
        tally.Add(Verdict.Ng, NotInspectedReason.None);
        tally.Add(Verdict.NotInspected, NotInspectedReason.NotTaught);

        var counts = TallyCounts.Of(tally);

        (counts.Ok, counts.Ng, counts.Unsure, counts.NotInspected, counts.Parts()).ShouldBe((1, 1, 0, 1, 3));
        counts.Reasons.ShouldBe(new Dictionary<string, long> { ["not_taught"] = 1 });
    }

    private static TallyCounts Counts(long parts) => TallyCounts.Zero with { Ok = parts };
}
