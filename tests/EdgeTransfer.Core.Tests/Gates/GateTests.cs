using EdgeTransfer.Core.Inspecting;

namespace EdgeTransfer.Core.Gates;

public class GateTests
{
    private const Verdict Ok = Verdict.Ok, Ng = Verdict.Ng, Unsure = Verdict.Unsure, NotInspected = Verdict.NotInspected;

    /// <summary>
    /// Defects: both caught, only the challenger misses, only the reference misses, both miss. Good parts likewise: both pass, only the
    /// challenger rejects, only the reference rejects, both reject.
    /// </summary>
    [Theory]
    [InlineData("59,0,0,0", "59,0,0,0", GateDecision.Passed, GateCheckKind.Escapes, CheckOutcome.Held)]
    [InlineData("58,0,0,0", "59,0,0,0", GateDecision.Inconclusive, GateCheckKind.EnoughParts, CheckOutcome.Inconclusive)]
    [InlineData("59,0,0,0", "58,0,0,0", GateDecision.Inconclusive, GateCheckKind.EnoughParts, CheckOutcome.Inconclusive)]
    [InlineData("49,0,0,10", "49,0,0,10", GateDecision.Passed, GateCheckKind.Escapes, CheckOutcome.Held)]
    [InlineData("58,1,0,0", "59,0,0,0", GateDecision.NotPassed, GateCheckKind.Escapes, CheckOutcome.Failed)]
    [InlineData("57,1,1,0", "59,0,0,0", GateDecision.NotPassed, GateCheckKind.Escapes, CheckOutcome.Failed)]
    [InlineData("52,1,6,0", "59,0,0,0", GateDecision.Passed, GateCheckKind.Escapes, CheckOutcome.Held)]
    [InlineData("40,1,18,0", "59,0,0,0", GateDecision.Passed, GateCheckKind.Escapes, CheckOutcome.Held)]
    [InlineData("59,0,0,0", "56,3,0,0", GateDecision.NotPassed, GateCheckKind.FalseRejects, CheckOutcome.Failed)]
    [InlineData("197,3,0,0", "200,0,0,0", GateDecision.Passed, GateCheckKind.Escapes, CheckOutcome.Held)]
    [InlineData("196,4,0,0", "200,0,0,0", GateDecision.NotPassed, GateCheckKind.Escapes, CheckOutcome.Failed)]
    [InlineData("190,10,0,0", "200,0,0,0", GateDecision.NotPassed, GateCheckKind.Escapes, CheckOutcome.Failed)]
    [InlineData("180,10,10,0", "200,0,0,0", GateDecision.Passed, GateCheckKind.Escapes, CheckOutcome.Held)]
    [InlineData("12,0,0,0", "30,0,0,0", GateDecision.Inconclusive, GateCheckKind.EnoughParts, CheckOutcome.Inconclusive)]
    [InlineData("7,5,0,0", "30,0,0,0", GateDecision.NotPassed, GateCheckKind.Escapes, CheckOutcome.Failed)]
    [InlineData("8,4,0,0", "30,0,0,0", GateDecision.Inconclusive, GateCheckKind.EnoughParts, CheckOutcome.Inconclusive)]
    [InlineData("12,0,0,0", "20,10,0,0", GateDecision.NotPassed, GateCheckKind.FalseRejects, CheckOutcome.Failed)]
    [InlineData("19,0,21,0", "77,11,0,0", GateDecision.Inconclusive, GateCheckKind.FalseRejects, CheckOutcome.Failed)]
    [InlineData("36,0,4,0", "77,11,0,0", GateDecision.NotPassed, GateCheckKind.FalseRejects, CheckOutcome.Failed)]
    [InlineData("35,0,5,0", "77,11,0,0", GateDecision.Inconclusive, GateCheckKind.FalseRejects, CheckOutcome.Failed)]
    [InlineData("34,1,5,0", "77,11,0,0", GateDecision.NotPassed, GateCheckKind.FalseRejects, CheckOutcome.Failed)]
    [InlineData("150,0,0,0", "0,0,150,0", GateDecision.Passed, GateCheckKind.FalseRejects, CheckOutcome.Held)]
    [InlineData("0,0,0,0", "150,0,0,0", GateDecision.Inconclusive, GateCheckKind.EnoughParts, CheckOutcome.Inconclusive)]
    [InlineData("0,0,0,0", "0,0,0,0", GateDecision.Inconclusive, GateCheckKind.EnoughParts, CheckOutcome.Inconclusive)]
    public void Judge_Table_DecidesAsExpected(string defects, string good, GateDecision decision, GateCheckKind reason, CheckOutcome outcome)
    {
        var (d, g) = (Counts(defects), Counts(good));
        var report = new Table()
            .Defects(d[0], Ng, Ng).Defects(d[1], Ng, Ok).Defects(d[2], Ok, Ng).Defects(d[3], Ok, Ok)
            .Good(g[0], Ok, Ok).Good(g[1], Ok, Unsure).Good(g[2], Unsure, Ok).Good(g[3], Ng, Ng).Judge();

        report.Decision.ShouldBe(decision, report.Sentence);
        Check(report, reason).Outcome.ShouldBe(outcome, report.Sentence);
        report.Sentence.ShouldStartWith(decision switch { GateDecision.Passed => "Passed: ", GateDecision.Inconclusive => "Inconclusive: ", _ => "Not passed: " });
        if (decision != GateDecision.Passed)
        {
            report.Sentence.ShouldContain(Check(report, reason).Sentence);
        }
    }

    /// <summary>Margins of two points and one need the parts that are commonly asked for.</summary>
    [Theory]
    [InlineData(0.02, 149)]
    [InlineData(0.01, 299)]
    public void Judge_SmallerMargin_NeedsMoreParts(double margin, int needed)
    {
        Table.Sound(needed, 60).Judge(new() { EscapeMargin = margin }).Decision.ShouldBe(GateDecision.Passed);
        Table.Sound(needed - 1, 60).Judge(new() { EscapeMargin = margin }).Decision.ShouldBe(GateDecision.Inconclusive);
    }

    [Fact]
    public void Judge_FewerEscapesForMoreFalseRejects_LaysTheTradeBeforeAPerson()
    {
        var trade = new Table().Defects(19, Ng, Ng).Defects(21, Ok, Ng).Good(77, Ok, Ok).Good(11, Ok, Unsure);

        trade.Judge().Sentence.ShouldContain(
            "but of 40 held-out defects it misses 0 that the pinned reference does not, and the reference 21 that it does not, so it is proven to miss fewer: which counts for more is for a person to say.");
        Gate.Judge(trade.Input() with { Latency = new(false, "too slow") }, new()).Decision.ShouldBe(GateDecision.NotPassed);
    }

    [Fact]
    public void Judge_NoneOf59Missed_SaysWhatAPersonUnderstands()
    {
        var report = Table.Sound(59, 80).Judge();

        report.Sentence.ShouldStartWith(
            "Passed: its escape rate exceeds the pinned reference's by less than 5 points; its false reject rate exceeds the pinned reference's by less than 5 points. ");
        report.Sentence.ShouldContain("None of 59 defects missed: the escape rate is below 5.0 %, with 95 % confidence, for parts like these.");
        report.Sentence.ShouldContain("None of 80 good parts rejected or doubted: the false reject rate is below 3.7 %");
    }

    [Fact]
    public void Judge_AnyTable_KeepsTheOrderOfItsChecks() =>
        Table.Sound().Judge().Checks.Select(c => c.Kind).ShouldBe(Enum.GetValues<GateCheckKind>());

    [Fact]
    public void Judge_OneGoldenPartOtherwiseThanLocked_IsNotPassed()
    {
        var report = Gate.Judge(Table.Sound().Input() with { Golden = [Golden("g-1", Ok, Ok), Golden("g-2", Ng, Unsure)] }, new());

        report.Decision.ShouldBe(GateDecision.NotPassed);
        report.Sentence.ShouldContain("1 of 2 golden parts are not judged as locked, such as g-2: UNSURE instead of NG");
    }

    [Fact]
    public void Judge_GoldenPartOfTwoImages_IsJudgedByTheWorst()
    {
        var golden = new[] { Golden("g-1", Ng, Ok), Golden("g-1", Ng, Ng), Golden("g-2", Ok, Ok), Golden("g-2", Ok, Ok), Golden("g-3", Unsure, Ng) };

        Gate.Judge(Table.Sound().Input() with { Golden = golden }, new()).Decision.ShouldBe(GateDecision.Passed);
        Gate.Judge(Table.Sound().Input() with { Golden = [.. golden, Golden("g-2", Ok, NotInspected)] }, new()).Decision.ShouldBe(GateDecision.NotPassed);
    }

    [Theory]
    [InlineData(45, GateDecision.Passed)]
    [InlineData(46, GateDecision.Inconclusive)]
    [InlineData(54, GateDecision.Inconclusive)]
    [InlineData(55, GateDecision.NotPassed)]
    public void Judge_DoubtingDefects_IsCapped(int unsure, GateDecision decision)
    {
        var report = new Table().Defects(150 - unsure, Ng, Ng).Defects(unsure - 1, Ng, Unsure).Defects(1, Ng, NotInspected).Good(150, Ok, Ok).Judge();

        report.Decision.ShouldBe(decision);
        report.Challenger.UnsureDefects.Events.ShouldBe(unsure);
    }

    [Fact]
    public void Judge_DoubtingEverything_IsNotPassed() =>
        new Table().Defects(150, Ok, Unsure).Good(150, Ok, Unsure).Judge().Decision.ShouldBe(GateDecision.NotPassed);

    [Fact]
    public void Judge_LatencyOrGoldenVectorsFailed_IsNotPassed()
    {
        Gate.Judge(Table.Sound().Input() with { Latency = new(false, "P99 is 90 ms, 50 ms are allowed") }, new()).Sentence.ShouldStartWith("Not passed: P99 is 90 ms");
        Gate.Judge(Table.Sound().Input() with { GoldenVectors = new(false, "vector 3 differs") }, new()).Decision.ShouldBe(GateDecision.NotPassed);
    }

    [Fact]
    public void Judge_NobodyMeasuredLatencyOrVectors_IsInconclusive()
    {
        Gate.Judge(Table.Sound().Input() with { Latency = null }, new()).Decision.ShouldBe(GateDecision.Inconclusive);
        Gate.Judge(Table.Sound().Input() with { GoldenVectors = null }, new()).Decision.ShouldBe(GateDecision.Inconclusive);
    }

    /// <summary>Without a reference there is nothing to compare with: only rates proven below the limits let it pass.</summary>
    [Theory]
    [InlineData(59, 0, 59, 0, GateDecision.Passed)]
    [InlineData(59, 1, 59, 0, GateDecision.NotPassed)]
    [InlineData(58, 0, 59, 0, GateDecision.Inconclusive)]
    [InlineData(200, 3, 200, 3, GateDecision.Passed)]
    [InlineData(200, 3, 200, 12, GateDecision.NotPassed)]
    [InlineData(0, 0, 8, 0, GateDecision.Inconclusive)]
    [InlineData(0, 0, 15, 6, GateDecision.NotPassed)]
    public void Judge_FirstHead_PassesOnlyByAbsoluteProof(int defects, int missed, int good, int rejected, GateDecision decision)
    {
        var report = new Table().Defects(defects - missed, null, Ng).Defects(missed, null, Ok).Good(good - rejected, null, Ok).Good(rejected, null, Ng).Judge();

        report.Decision.ShouldBe(decision, report.Sentence);
        report.Escapes.Paired.ShouldBeFalse();
        report.Reference.ShouldBeNull();
        report.Champion.ShouldBeNull();
        report.Classes.ShouldAllBe(c => !c.IsNew);
    }

    [Fact]
    public void Judge_ClassThatTheReferenceNeverKnew_IsReportedApartAndNotCompared()
    {
        var report = Table.Sound(60, 60).Defects(9, null, Ng, "stain").Defects(3, null, Ok, "stain").Judge();

        report.Decision.ShouldBe(GateDecision.Passed, report.Sentence);
        report.Escapes.Parts.ShouldBe(60);
        report.Challenger.Escapes.ShouldBe(3);
        report.Reference.ShouldNotBeNull().Defects.ShouldBe(60);
        var stain = report.Classes.Single(c => c.IsNew);
        (stain.Class, stain.Challenger.Events, stain.Challenger.Parts, stain.Reference).ShouldBe(("stain", 3, 12, null));
        report.Sentence.ShouldContain("The reference never knew stain: 3 of 12 missed, below 52.8 %, compared with nothing.");
        report.Classes.Single(c => c.Class == "scratch").Reference.ShouldNotBeNull().Parts.ShouldBe(60);
    }

    /// <summary>Two images of a part are one part, and its worst verdict counts.</summary>
    [Fact]
    public void Judge_SeveralImagesOfAPart_CountOnce()
    {
        var table = Table.Sound(59, 59);
        var lockbox = table.Parts.SelectMany(p => new[] { p, p with { Challenger = Ok, Reference = Ok } }).ToList();

        var report = Gate.Judge(table.Input() with { Lockbox = lockbox }, new());

        report.Decision.ShouldBe(GateDecision.Passed, report.Sentence);
        (report.Challenger.Defects, report.Challenger.Good, report.Challenger.Escapes).ShouldBe((59, 59, 0));
    }

    [Fact]
    public void Judge_Inconclusive_ShowsEstimatesAndCallsThemEstimates()
    {
        var input = Table.Sound(20, 59).Input() with { OutOfFold = new(80, 3, 300, 12) };

        var report = Gate.Judge(input, new());

        report.OutOfFoldEstimate.ShouldBe(new(80, 3, 300, 12));
        report.Sentence.ShouldContain("39 more defects are missing");
        report.Sentence.ShouldContain("Out-of-fold estimate, not a proof: 3 of 80 learnt defects missed, 12 of 300 learnt good parts rejected or doubted.");
        Gate.Judge(Table.Sound().Input() with { OutOfFold = new(80, 3, 300, 12) }, new()).OutOfFoldEstimate.ShouldBeNull();
    }

    [Fact]
    public void Judge_TooFewParts_SpendsNothing()
    {
        Table.Sound(58, 500).Judge().Spent.ShouldBeNull();
        var spent = Table.Sound(59, 500).Judge().Spent.ShouldNotBeNull();
        spent.Defects.Alpha.ShouldBe(Math.Pow(0.95, 59), 1e-9);
        spent.Good.Alpha.ShouldBe(0.025, 1e-9);
    }

    [Fact]
    public void Judge_SignificanceSpent_IsInconclusiveUntilFreshPartsCome()
    {
        var first = Table.Sound(59, 200).Judge();
        var again = Gate.Judge(Table.Sound(59, 200).Input() with { History = [first.Spent!] }, new());
        var renewed = Gate.Judge(Table.Sound(90, 200).Input() with { History = [first.Spent!] }, new());

        first.Decision.ShouldBe(GateDecision.Passed);
        again.Decision.ShouldBe(GateDecision.Inconclusive);
        again.Sentence.ShouldStartWith("Inconclusive: earlier gates have spent the significance of the held-out defects: fresh ones renew it.");
        again.Spent.ShouldBeNull();
        renewed.Decision.ShouldBe(GateDecision.Passed, renewed.Sentence);
    }

    [Fact]
    public void Judge_NoSuchOptions_Throws() =>
        Should.Throw<ArgumentException>(() => Table.Sound().Judge(new() { EscapeMargin = 0, Confidence = double.NaN })).Message.ShouldContain("escapeMargin");

    private static GoldenVerdict Golden(string part, Verdict locked, Verdict challenger) => new(new(part, locked == Ok ? "ok" : "scratch", locked), challenger);

    private static GateCheck Check(GateReport report, GateCheckKind kind) => report.Checks.Single(c => c.Kind == kind);

    private static int[] Counts(string counts) => [.. counts.Split(',').Select(int.Parse)];
}
