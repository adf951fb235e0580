using EdgeTransfer.Core.Gates;
using EdgeTransfer.Core.Registry;
using EdgeTransfer.Learning;
using EdgeTransfer.Tests.Evaluating;

namespace EdgeTransfer.Tests.Line;

/// <summary>Challengers are held against the pinned head, whichever head judges.</summary>
[Collection(nameof(TaughtLines))]
public class PinnedReferenceTests(TaughtLine taught)
{
    /// <summary>The fewest discordant pairs, all adverse, that prove a loss at 95 % (exact McNemar: 1/2⁵).</summary>
    private const int Proof = 5;

    [Fact]
    public async Task Gate_EachGenerationLosesOneDefectMore_IsStoppedByThePinnedHead()
    {
        await using var own = await OwnLine.StartAsync(taught, new() { Mode = GateMode.Approve }, await Drawn.GoodAsync(2, seed: 4));
        var defects = own.Line.Scores(taught.First, taught.Defects);
        var last = taught.First;
        for (var lost = 1; lost < Proof; lost++)
        {
            var next = await LoseAsync(lost);
            next.Word.ShouldBe("waiting", next.Detail);
            Escapes(next).ShouldBe((lost, lost - 1, 0), "challenger, head that judges, pinned head");
            next.Report!.OutOfFoldEstimate.ShouldBe(new Counts(0, 0, 1, 0));
            (await own.Anna.AskHeadAsync("activate", new { })).ShouldBeDone();
            last = next.Head!;
        }

        var stopped = await LoseAsync(Proof);

        stopped.Word.ShouldBe("not_passed", stopped.Detail);
        Escapes(stopped).ShouldBe((Proof, Proof - 1, 0));
        stopped.Detail.ShouldContain("it misses 5 that the pinned reference does not");
        own.State(stopped.Head!).ShouldBe("not_passed");
        (await own.PassSinglyAsync(1))[0].Head.ShouldBe(last, "the head before goes on");
        (await own.Anna.AskHeadAsync("activate", new { head = stopped.Head })).ShouldBeRefused("needs_override");

        // a person may call what was lost the new reference, and nobody else
        (await own.Anna.AskHeadAsync("pin", new { head = last, reason = "these dents are allowed" })).ShouldBeDone();
        var again = await LoseAsync(Proof);
        again.Word.ShouldBe("waiting", again.Detail);
        Escapes(again).ShouldBe((Proof, Proof - 1, Proof - 1));
        await own.Line.StopAsync();

        Task<TrainingOutcome> LoseAsync(int lost) => own.Line.OfferAsync(taught.First, (defects[lost - 1].Ng + defects[lost].Ng) / 2);
    }

    private static (int Challenger, int? Champion, int? Reference) Escapes(TrainingOutcome outcome)
    {
        var report = outcome.Report.ShouldNotBeNull();
        (report.Challenger.Defects, report.Challenger.Good).ShouldBe((TaughtLine.HeldOut, TaughtLine.HeldOut), "the lockbox and nothing else");
        report.Checks.Single(c => c.Kind == GateCheckKind.Latency).Sentence.ShouldContain("with the present head");
        return (report.Challenger.Escapes, report.Champion?.Escapes, report.Reference?.Escapes);
    }
}
