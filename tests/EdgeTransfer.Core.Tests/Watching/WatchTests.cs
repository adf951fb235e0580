using EdgeTransfer.Core.Inspecting;

namespace EdgeTransfer.Core.Watching;

public class WatchTests
{
    private static readonly DateTimeOffset Start = new(2026, 5, 4, 6, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Usual = TimeSpan.FromMilliseconds(3);
    private static readonly Prediction None = new(0, 30);

    /// <summary>Most rejected parts pass now, as the lockbox promised: no reason, however many they are.</summary>
    [Theory]
    [InlineData(60, 100, 3, "predicted was 60 of 100, at most 73.")]
    [InlineData(27, 30, 4, "predicted was 27 of 30, which leaves no room for an excess")]
    public void Add_FallOfFalseRejectsAsPredicted_Passes(int fall, int rejects, int passOfFive, string said)
    {
        var watch = Watch(passed: new(fall, rejects), rejected: new(0, 200));

        var decision = Line(watch, 2000, n => n % 10 == 0 ? Pair(n / 10 % 5 < passOfFive, false) : Pair(true, true));

        decision.ShouldBe(WatchDecision.Passed);
        watch.Counts.ShouldBe(new(1800, 40 * (5 - passOfFive), 40 * passOfFive, 0));
        watch.Sentence!.ShouldContain("nothing unexplained on 2000 parts");
        watch.Sentence!.ShouldContain(said);
    }

    /// <summary>The same line, and the gate had seen no such fall.</summary>
    [Fact]
    public void Add_SameFallNotPredicted_RollsBackAsPossibleEscapes()
    {
        var watch = Watch(passed: None, rejected: new(0, 200));

        var decision = Line(watch, 2000, n => n % 10 == 0 ? Pair(n / 10 % 5 < 3, false) : Pair(true, true));

        decision.ShouldBe(WatchDecision.RollBack);
        watch.Counts.Parts.ShouldBeLessThan(200);
        watch.Sentence!.ShouldStartWith("Head b: possible escapes that the gate did not predict: of ");
        watch.Sentence!.ShouldContain("parts that head a does not pass it passes");
        watch.Sentence!.ShouldContain("predicted was 0 of 30, at most 18.1 %"); // 1 − 0.0025^(1/30)
    }

    [Fact]
    public void Add_FalseRejectsBeyondThePrediction_RollsBack()
    {
        var watch = Watch(passed: None, rejected: new(1, 200));

        Line(watch, 2000, n => Pair(n % 4 != 0, true)).ShouldBe(WatchDecision.RollBack);

        watch.Sentence!.ShouldContain("possible false rejects");
        watch.Counts.Parts.ShouldBeLessThan(150);
    }

    /// <summary>Six in a hundred, and the bound of the prediction is 1 of 100 within seven: explained.</summary>
    [Fact]
    public void Add_RateWithinThePredictionsUncertainty_Passes() =>
        Line(Watch(passed: None, rejected: new(1, 100)), 2000, n => Pair(n % 16 != 0, true)).ShouldBe(WatchDecision.Passed);

    [Fact]
    public void Add_NothingPredicted_CountsAndSaysSo()
    {
        var watch = Watch(passed: new(0, 0), rejected: new(0, 200));

        Line(watch, 2000, n => n % 5 == 0 ? Pair(true, false) : Pair(true, true)).ShouldBe(WatchDecision.Passed);

        watch.Sentence!.ShouldContain("it passes 400, which cannot be judged: no such part is in the lockbox");
    }

    /// <summary>NG against UNSURE: neither is passed, so the heads agree.</summary>
    [Fact]
    public void Add_NgAgainstUnsure_IsNoDisagreement()
    {
        var watch = Watch(None, None);

        watch.Add(new(Verdict.Unsure, Verdict.Ng), Usual, Usual);

        watch.Counts.ShouldBe(new(0, 1, 0, 0));
    }

    [Fact]
    public void AddFault_AFewAmongMany_GoesOnAndThenRollsBack()
    {
        var watch = Watch(None, new(0, 200));
        Line(watch, 900, _ => Pair(true, true));
        watch.AddFault().ShouldBe(WatchDecision.GoesOn, "one fault in 900 parts happens");

        for (var i = 0; i < 4; i++)
        {
            watch.AddFault();
        }

        watch.Decision.ShouldBe(WatchDecision.RollBack);
        watch.Sentence!.ShouldContain("judging failed on ");
        watch.Sentence!.ShouldContain(" parts.");
    }

    [Theory]
    [InlineData(6, true)]      // twice as long
    [InlineData(5, false)]     // within 1.5 times and a millisecond
    public void Add_SlowerThanThePreviousHead_RollsBackBeyondFactorAndSlack(double milliseconds, bool rolledBack)
    {
        var watch = Watch(None, new(0, 200));

        for (var i = 0; i < 200; i++)
        {
            watch.Add(Pair(true, true), TimeSpan.FromMilliseconds(milliseconds), Usual);
        }

        watch.Decision.ShouldBe(rolledBack ? WatchDecision.RollBack : WatchDecision.GoesOn);
        (watch.Sentence?.Contains("it judges slowly", StringComparison.Ordinal) ?? false).ShouldBe(rolledBack);
    }

    [Fact]
    public void Add_AfterTheDecision_ChangesNothing()
    {
        var watch = Watch(None, new(0, 200));
        Line(watch, 2000, _ => Pair(true, true));
        var end = watch.State;

        watch.Add(Pair(true, false), Usual, Usual).ShouldBe(WatchDecision.Passed);
        watch.AddFault();
        watch.Look(Start.AddYears(1));
        watch.Overtake("late");

        Json(watch).ShouldBe(Json(new Watch(watch.Plan, new(), end)));
    }

    [Fact]
    public void Look_TimeOver_PassesAndTellsOfHowManyParts()
    {
        var watch = Watch(None, None);
        Line(watch, 12, _ => Pair(true, true));

        watch.Look(Start.AddDays(7).AddTicks(-1)).ShouldBe(WatchDecision.GoesOn);
        watch.Look(Start.AddDays(7)).ShouldBe(WatchDecision.Passed);

        watch.Sentence!.ShouldContain("nothing unexplained on 12 parts of the 2000 that were wanted");
    }

    [Fact]
    public void Read_WhatWasWritten_GoesOnAtAnyCut() => Gen.Select(Gen.Int[0, 7].Array[0, 80], Gen.Int[0, 80]).Sample((all, cut) =>
    {
        var options = new WatchOptions { Parts = 60 };
        var (whole, first) = (new Watch(Plan(None, None), options), new Watch(Plan(None, None), options));
        var at = Math.Min(cut, all.Length);
        Feed(whole, all);
        Feed(first, all[..at]);

        var second = WatchJson.Read(WatchJson.Write(WatchRecord.Of(first, options))).Value.Watch!;
        Feed(second, all[at..]);

        Json(second, options).ShouldBe(Json(whole, options));
    });

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("""{"watch":{},"options":{},"watchState":{}}""")]
    [InlineData("""{"trial":{"parts":0},"trialState":{}}""")]
    public void Read_NoWatch_IsRefused(string json) => WatchJson.Read(json).Refusal.ShouldNotBeNull().Message.ShouldStartWith("what is stored");

    [Fact]
    public void Read_StateOfOtherOptions_IsRefused()
    {
        var watch = Watch(None, None);
        Line(watch, 5, _ => Pair(true, true));

        WatchJson.Read(WatchJson.Write(WatchRecord.Of(watch, new() { RejectedExcess = 0.3 }))).Refusal.ShouldNotBeNull();
    }

    [Fact]
    public void Predict_Lockbox_CountsWithinTheVerdictsOfThePreviousHead()
    {
        var (passed, rejected) = WatchPlan.Predict([Pair(true, true), Pair(true, true), Pair(false, true), Pair(true, false), Pair(false, false), Pair(true, false)]);

        (passed, rejected).ShouldBe((new(2, 3), new(1, 3)));
    }

    [Fact]
    public void Errors_Defaults_AreNone() => new WatchOptions().Errors().ShouldBeEmpty();

    [Fact]
    public void Errors_AllWrong_NamesEach() => new WatchOptions
    {
        Alpha = 0, Parts = 0, Within = TimeSpan.Zero, PassedExcess = 1, RejectedExcess = double.NaN, FaultRate = 0, FaultExcess = 0,
        LatencyFactor = 0, LatencySlack = TimeSpan.FromHours(1), SlowShare = 1,
    }.Errors().Count.ShouldBe(typeof(WatchOptions).GetProperties().Length);

    private static Watch Watch(Prediction passed, Prediction rejected) => new(Plan(passed, rejected), new());

    private static WatchPlan Plan(Prediction passed, Prediction rejected) => new("b", "p-b", "a", "p-a", passed, rejected, Start);

    private static VerdictPair Pair(bool newPasses, bool previousPasses) => new(newPasses ? Verdict.Ok : Verdict.Ng, previousPasses ? Verdict.Ok : Verdict.Unsure);

    private static WatchDecision Line(Watch watch, int parts, Func<int, VerdictPair> part)
    {
        for (var n = 0; n < parts && watch.Decision == WatchDecision.GoesOn; n++)
        {
            watch.Add(part(n), Usual, Usual);
        }

        return watch.Decision;
    }

    private static void Feed(Watch watch, IEnumerable<int> kinds)
    {
        foreach (var kind in kinds)
        {
            if (kind == 7)
            {
                watch.AddFault();
            }
            else
            {
                watch.Add(Pair(kind % 2 == 0, kind < 4), kind == 6 ? 3 * Usual : Usual, Usual);
            }
        }
    }

    private static string Json(Watch watch, WatchOptions? options = null) => WatchJson.Write(WatchRecord.Of(watch, options ?? new()));
}
