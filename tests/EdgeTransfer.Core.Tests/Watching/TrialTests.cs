using EdgeTransfer.Core.Inspecting;

namespace EdgeTransfer.Core.Watching;

public class TrialTests
{
    private static readonly DateTimeOffset Start = new(2026, 5, 4, 6, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Add_AllPartsJudged_EndsWithTheCountsInWords()
    {
        var trial = new Trial(Plan(parts: 5));

        foreach (var (active, shadow) in new[] { (Verdict.Ok, Verdict.Ok), (Verdict.Ng, Verdict.Ok), (Verdict.Unsure, Verdict.Ok), (Verdict.Ok, Verdict.Ng) })
        {
            trial.Add(new(active, shadow)).ShouldBe(WatchDecision.GoesOn);
        }

        trial.Add(new(Verdict.Ng, Verdict.Unsure)).ShouldBe(WatchDecision.Passed);
        trial.Sentence.ShouldBe("Challenger b: of 5 parts it would have passed 2 that head a did not pass, and not passed 1 that it passed.");
        trial.Counts.ShouldBe(new(1, 1, 1, 2));
        trial.Add(new(Verdict.Ok, Verdict.Ok));
        trial.Counts.Parts.ShouldBe(5);
    }

    [Fact]
    public void Look_TimeOver_Ends()
    {
        var trial = new Trial(Plan(parts: 100));
        trial.Add(new(Verdict.Ok, Verdict.Ok));

        trial.Look(Start.AddHours(1).AddTicks(-1)).ShouldBe(WatchDecision.GoesOn);
        trial.Look(Start.AddHours(1)).ShouldBe(WatchDecision.Passed);

        trial.Sentence!.ShouldContain("the trial's time is over; of 1 parts");
    }

    [Fact]
    public void Read_WhatWasWritten_GoesOn()
    {
        var trial = new Trial(Plan(parts: 2));
        trial.Add(new(Verdict.Ok, Verdict.Ng));

        var again = WatchJson.Read(WatchJson.Write(WatchRecord.Of(trial))).Value.Trial!;

        again.Plan.ShouldBe(trial.Plan);
        again.Add(new(Verdict.Ok, Verdict.Ok)).ShouldBe(WatchDecision.Passed);
        again.Counts.ShouldBe(new(1, 0, 1, 0));
    }

    private static TrialPlan Plan(int parts) => new("a", "p-a", "b", "p-b", parts, TimeSpan.FromHours(1), Start);
}
