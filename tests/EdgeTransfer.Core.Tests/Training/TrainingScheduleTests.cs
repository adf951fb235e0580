namespace EdgeTransfer.Core.Training;

public class TrainingScheduleTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    private static readonly TrainingRule Rule = new()
    {
        AfterLabels = 3, Quiet = TimeSpan.FromMinutes(2), LongestWait = TimeSpan.FromMinutes(10), CoolDown = TimeSpan.FromMinutes(30),
    };

    [Fact]
    public void Due_EnoughLabelsAndQuiet_IsLabels()
    {
        var schedule = new TrainingSchedule(Rule, null, At(0), null);
        schedule.SetNewLabels(2, At(1));
        schedule.Due(At(60)).ShouldBeNull("two are not three");
        schedule.SetNewLabels(3, At(60));
        schedule.Due(At(61.9)).ShouldBeNull("nobody has been quiet for two minutes");
        schedule.Due(At(62)).ShouldBe(TrainingReason.Labels);
        schedule.Wait(At(61)).ShouldBe(TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void Due_LabelsThatNeverPause_WaitsNoLongerThanTheLongest()
    {
        var schedule = new TrainingSchedule(Rule, null, At(0), null);
        for (var minute = 0; minute < 12; minute++)
        {
            schedule.SetNewLabels(3 + minute, At(minute));
            schedule.Due(At(minute)).ShouldBe(minute < 10 ? null : TrainingReason.Labels, $"minute {minute}");
        }
    }

    [Fact]
    public void Due_WithinTheCoolDown_WaitsForItsEnd()
    {
        var schedule = new TrainingSchedule(Rule, null, At(0), null);
        schedule.Begin();
        schedule.SetNewLabels(3, At(1));
        schedule.Due(At(5)).ShouldBeNull("one runs");
        schedule.End(At(10));
        schedule.Due(At(39.9)).ShouldBeNull();
        schedule.Due(At(40)).ShouldBe(TrainingReason.Labels);
    }

    [Fact]
    public void Due_CoolDownAcrossARestart_GoesOn()
    {
        var schedule = new TrainingSchedule(Rule, null, At(0), Start - TimeSpan.FromMinutes(20));
        schedule.SetNewLabels(3, At(0));
        schedule.Due(At(9.9)).ShouldBeNull();
        schedule.Due(At(10)).ShouldBe(TrainingReason.Labels);
    }

    [Fact]
    public void Due_LastTrainingEndedInTheFuture_CoolsDownOnceMoreAndNoLonger()
    {
        var schedule = new TrainingSchedule(Rule, null, At(0), Start + TimeSpan.FromDays(400));
        schedule.SetNewLabels(3, At(0));
        schedule.Due(At(29)).ShouldBeNull();
        schedule.Due(At(30)).ShouldBe(TrainingReason.Labels);
    }

    [Fact]
    public void Due_LabelsTakenByATraining_AreNotCountedAgain()
    {
        var schedule = new TrainingSchedule(Rule, null, At(0), null);
        schedule.SetNewLabels(5, At(0));
        schedule.Begin();
        schedule.SetNewLabels(1, At(1)); // one came after the snapshot
        schedule.End(At(2));
        schedule.Due(At(500)).ShouldBeNull();
        schedule.SetNewLabels(3, At(500));
        schedule.Due(At(502)).ShouldBe(TrainingReason.Labels);
    }

    [Fact]
    public void Due_TimeOfTheCalendarWithoutAnythingNew_IsNothing()
    {
        var schedule = new TrainingSchedule(new(), Daily, At(0), null);
        schedule.Due(At(20 * 60)).ShouldBeNull();
        schedule.SetNewLabels(1, At((20 * 60) + 1));
        schedule.Due(At((20 * 60) + 2)).ShouldBeNull("its time has passed");
        schedule.Due(At(44 * 60)).ShouldBe(TrainingReason.Schedule);
    }

    [Fact]
    public void Due_TimeOfTheCalendarWhileOneRuns_ComesAfterIt()
    {
        var schedule = new TrainingSchedule(new(), Daily, At(0), null);
        schedule.Begin();
        schedule.SetNewLabels(1, At(1));
        schedule.Due(At(18 * 60)).ShouldBeNull();
        schedule.End(At(18.5 * 60));
        schedule.Due(At(18.5 * 60)).ShouldBe(TrainingReason.Schedule);
        schedule.Due(At(18.5 * 60)).ShouldBe(TrainingReason.Schedule, "nobody has begun it yet");
        schedule.Begin();
        schedule.End(At(18.6 * 60));
        schedule.Due(At(18.6 * 60)).ShouldBeNull();
    }

    [Fact]
    public void Due_ClockSetBackByAnHourAfterATime_TakesItOnce()
    {
        var (schedule, elapsed) = (Always(Daily), TimeSpan.FromHours(18));
        Take(schedule, new(elapsed, Start + elapsed)).ShouldBeTrue();
        for (var minute = 0; minute < 23 * 60; minute += 7)
        {
            var passed = TimeSpan.FromMinutes(minute);
            Take(schedule, new(elapsed + passed, Start + elapsed + passed - TimeSpan.FromHours(1))).ShouldBeFalse($"{passed} later");
        }
    }

    /// <summary>Whatever the clock does: never twice within its gap, and never longer without than two gaps of clock time that nobody has set.</summary>
    [Fact]
    public void Due_ClockThatIsSetAtWill_FiresNeitherTwiceNorNever() =>
        Gen.Select(Gen.Int[1, 60], Gen.Int[-500 * 24 * 60, 500 * 24 * 60], Gen.Int[0, 6]).Array[1, 400].Sample(steps =>
        {
            var schedule = Always(Daily);
            var (elapsed, offset) = (TimeSpan.Zero, TimeSpan.Zero);
            var (last, wasSet) = (TimeSpan.Zero, TimeSpan.Zero);
            foreach (var (minutes, jump, kind) in steps)
            {
                elapsed += TimeSpan.FromMinutes(minutes);
                if (kind == 0 && elapsed > TimeSpan.FromHours(30))
                {
                    offset = TimeSpan.FromMinutes(jump);
                    wasSet = elapsed;
                }

                var fired = Take(schedule, new(elapsed, Start + elapsed + offset));
                if (fired)
                {
                    last = elapsed;
                }
            }

            // A day and the longest step without a jump: it must have come.
            for (var step = 0; step < 49 && last <= wasSet; step++)
            {
                elapsed += TimeSpan.FromHours(1);
                last = Take(schedule, new(elapsed, Start + elapsed + offset)) ? elapsed : last;
            }

            last.ShouldBeGreaterThan(wasSet, "it never came again after the clock was set");
        });

    [Fact]
    public void Due_ClockSetBackAgainAndAgain_NeverTwiceWithinADay() =>
        Gen.Select(Gen.Int[1, 90], Gen.Int[0, 3000], Gen.Int[0, 4]).Array[50, 400].Sample(steps =>
        {
            var schedule = Always(Daily);
            var (elapsed, offset, last) = (TimeSpan.Zero, TimeSpan.Zero, default(TimeSpan?));
            foreach (var (minutes, back, kind) in steps)
            {
                elapsed += TimeSpan.FromMinutes(minutes);
                offset -= kind == 0 ? TimeSpan.FromMinutes(back) : TimeSpan.Zero;
                if (Take(schedule, new(elapsed, Start + elapsed + offset)))
                {
                    (elapsed - (last ?? TimeSpan.FromDays(-9))).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(90));
                    last = elapsed;
                }
            }
        });

    /// <summary>Each day at two.</summary>
    private static DateTimeOffset? Daily(DateTimeOffset after)
    {
        var today = new DateTimeOffset(after.UtcDateTime.Date.AddHours(2), TimeSpan.Zero);
        return today > after ? today : today.AddDays(1);
    }

    private static TrainingSchedule Always(Func<DateTimeOffset, DateTimeOffset?> calendar)
    {
        var schedule = new TrainingSchedule(new(), calendar, At(0), null);
        schedule.SetNewLabels(1, At(0));
        return schedule;
    }

    /// <summary>Whether one was due; it is done at once, and something new comes.</summary>
    private static bool Take(TrainingSchedule schedule, ScheduleTime now)
    {
        if (schedule.Due(now) is null)
        {
            return false;
        }

        schedule.Begin();
        schedule.End(now);
        return true;
    }

    private static ScheduleTime At(double minutes) => new(TimeSpan.FromMinutes(minutes), Start + TimeSpan.FromMinutes(minutes));
}
