using EdgeTransfer.Core.Statistics;

namespace EdgeTransfer.Core.Training;

public class YieldRuleTests
{
    private static readonly StationLoad Calm = new(100, 1, 0.5);
    private static readonly StationLoad Slow = new(100, 2, 0.5);
    private static readonly StationLoad Full = new(100, 0, 0.95);

    private static YieldRule Rule => new(new YieldLimits(20, 0.9));

    [Fact]
    public void Update_OnePartInAHundredSlow_GoesOn() => Rule.Update(At(10), Calm).ShouldBeFalse();

    [Fact]
    public void Update_OneSlowPartOfFew_GoesOn() => Rule.Update(At(10), new(3, 1, 0.5)).ShouldBeFalse("one part is an accident");

    [Fact]
    public void Update_MoreThanOneInAHundredSlow_Pauses() => Rule.Update(At(10), Slow).ShouldBeTrue();

    [Fact]
    public void Update_StationThatJudgesAllTheTime_Pauses() => Rule.Update(At(10), Full).ShouldBeTrue();

    [Fact]
    public void Update_BusyLimitOfOne_IsNotLookedAt() => new YieldRule(new(20, 1)).Update(At(10), new(100, 0, 1.1)).ShouldBeFalse();

    [Fact]
    public void Update_NoBudgetKnown_LooksAtTheBusyShareAlone()
    {
        var rule = new YieldRule(new(null, 0.9));
        rule.CountAbove.ShouldBe(double.PositiveInfinity);
        rule.Update(At(10), new(100, 0, 0.5)).ShouldBeFalse();
        rule.Update(At(10), Full).ShouldBeTrue();
    }

    [Fact]
    public void Update_AfterAPause_GoesOnOnlyBelowTheBudgetAndAfterTwoSeconds()
    {
        var rule = Rule;
        rule.CountAbove.ShouldBe(20);
        rule.Update(At(10), Slow).ShouldBeTrue();
        rule.CountAbove.ShouldBe(19, "going on asks for less than pausing");
        rule.ReadBack(At(11)).ShouldBe(TimeSpan.FromSeconds(1), "only parts of the pause count");
        rule.Update(At(11.9), Calm).ShouldBeTrue("two seconds have not passed");
        rule.Update(At(12), Slow).ShouldBeTrue();
        rule.Update(At(12.25), Calm).ShouldBeFalse();
        rule.ReadBack(At(13.25)).ShouldBe(TimeSpan.FromSeconds(1), "parts of the pause say nothing of the training");
    }

    [Fact]
    public void Update_BusyShareBetweenTheTwoLimits_KeepsItsState()
    {
        var between = new StationLoad(100, 0, 0.88);
        var rule = Rule;
        rule.Update(At(10), between).ShouldBeFalse();
        rule.Update(At(11), Full).ShouldBeTrue();
        rule.Update(At(20), between).ShouldBeTrue();
        rule.Update(At(21), new(100, 0, 0.85)).ShouldBeFalse();
    }

    [Fact]
    public void Update_PausesOnEachOther_BecomeTwiceAsLongUpToTheLongest()
    {
        var (rule, now, lengths) = (Rule, 10.0, new List<double>());
        for (var pause = 0; pause < 8; pause++)
        {
            var begin = now;
            rule.Update(At(now), Slow).ShouldBeTrue();
            while (rule.Update(At(now), Calm))
            {
                now += 0.25;
            }

            lengths.Add(now - begin);
            now += 1;
        }

        lengths.ShouldBe([2, 4, 8, 16, 32, 64, 64, 64]);
        now += 31;
        rule.Update(At(now), Slow);
        rule.Update(At(now + 2), Calm).ShouldBeFalse("after 30 calm seconds a pause is a first one again");
    }

    [Fact]
    public void IsTooLong_PauseOfThirtySeconds_SaysSo()
    {
        var rule = Rule;
        rule.IsTooLong(At(0)).ShouldBeFalse();
        rule.Update(At(10), Full);
        rule.IsTooLong(At(39.9)).ShouldBeFalse();
        rule.IsTooLong(At(40)).ShouldBeTrue();
        rule.Update(At(41), Calm);
        rule.IsTooLong(At(90)).ShouldBeFalse();
    }

    /// <summary>A training that slows every part down while it runs, on a line of 25 parts a second, seen after half a second.</summary>
    [Fact]
    public void Update_TrainingThatAlwaysDisturbs_DisturbsLessThanOnePartInAHundredInTheLongRun()
    {
        var (rule, ran, total) = (Rule, 0, 0);
        for (var tick = 0; tick < 4 * 7200; tick++)
        {
            var now = At(10 + (tick * 0.25));
            var back = rule.ReadBack(now).TotalSeconds;
            var parts = (int)(25 * back);
            rule.Update(now, new(parts, rule.IsPaused ? 0 : parts, 0.5));
            ran += rule.IsPaused ? 0 : 1;
            total++;
        }

        ((double)ran / total).ShouldBeInRange(0.0001, 0.01);
    }

    [Fact]
    public void Update_AnyLoads_PausesNeverShorterThanTheFirst() =>
        Gen.Select(Gen.Int[0, 5], Gen.Double[0, 1.2]).Array[1, 200].Sample(loads =>
        {
            var (rule, paused) = (Rule, default(TimeSpan?));
            foreach (var (i, (above, busy)) in loads.Index())
            {
                var now = At(10 + (i * 0.25));
                if (rule.Update(now, new(100, above, busy)))
                {
                    paused ??= now;
                }
                else if (paused is { } since)
                {
                    (now - since).ShouldBeGreaterThanOrEqualTo(YieldRule.FirstPause);
                    paused = null;
                }
            }
        });

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);
}
