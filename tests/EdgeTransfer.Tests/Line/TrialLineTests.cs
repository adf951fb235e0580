using System.Text.Json;
using EdgeTransfer.Core.Gates;
using EdgeTransfer.Core.Heads.Anomaly;
using EdgeTransfer.Core.Mathematics;
using EdgeTransfer.Core.Registry;
using EdgeTransfer.Core.Watching;
using EdgeTransfer.Tests.Evaluating;

namespace EdgeTransfer.Tests.Line;

/// <summary>What becomes of a challenger that its gate passed, in each mode, and of one that is tried first.</summary>
[Collection(nameof(TaughtLines))]
public class TrialLineTests(TaughtLine taught)
{
    private const int Tried = 8;

    [Fact]
    public async Task Train_PassedWithTrialParts_JudgesSilentlyThenIsActivatedByItself()
    {
        var good = await Drawn.GoodAsync(Tried, seed: 4);
        var odd = Drawn.Stickered(good[0]);
        await using var own = await OwnLine.StartAsync(
            taught, TaughtLine.WideGate with { Mode = GateMode.Automatic, TrialParts = Tried }, [odd, .. Enumerable.Range(0, Tried + 2).Select(n => n % 4 == 0 ? odd : good[n % Tried])]);
        var first = await own.PassSinglyAsync(1);
        var limit = (own.Line.Scores(taught.First, [first[0].PartId])[0].Ng + own.Line.Scores(taught.First, taught.Defects)[0].Ng) / 2;

        var offered = await own.Line.OfferAsync(taught.First, limit);

        (offered.Word, own.State(offered.Head!), own.Line.Station.Slot.HeadVersion).ShouldBe(("on_trial", "on_trial", taught.First), offered.Detail);
        var before = await own.PassSinglyAsync(Tried / 2);
        await own.RestartAsync(); // the images begin anew
        own.State(offered.Head!).ShouldBe("on_trial", "a trial goes on after a restart");
        var after = await own.PassSinglyAsync(Tried / 2);
        await own.ToldAsync(m => m.Head == offered.Head, "the challenger judges by itself");

        Row[] rows = [.. before, .. after];
        rows.ShouldAllBe(r => r.Head == taught.First);
        string[] disagreed = [.. rows.Where(r => own.Line.Scores(taught.First, [r.PartId])[0].Ng < limit && r.Verdict != "OK").Select(r => r.PartId)];
        disagreed.Length.ShouldBeGreaterThan(1);
        var end = own.Watcher.Watches().Last(w => w.Purpose == ShadowPurpose.Trial);
        (end.Decision, end.Counts.OnlyShadowPasses, end.Counts.Parts, end.Skipped).ShouldBe((WatchDecision.Passed, disagreed.Length, Tried, 0));
        (own.Model.ActivatedBy, own.Model.Previous).ShouldBe(("device", taught.First));
        own.Folder.ShouldHaveAWholeLog().Last(e => e.Kind == "swap").ShouldSatisfyAllConditions(e => e.Subject.ShouldBe(offered.Head), e => e.By.ShouldBe("device"));

        Next(await own.Anna.AskHeadAsync("review", new { limit = 200 })).Take(disagreed.Length).ShouldBe(Enumerable.Reverse(disagreed), "the newest first");
        (await own.Anna.AskLabelAsync(disagreed[0], "ok")).ShouldBeDone();
        Next(await own.Anna.AskHeadAsync("review", new { })).ShouldNotContain(disagreed[0]);
        await own.Line.StopAsync();
    }

    [Theory]
    [InlineData(GateMode.Automatic, "swapped", "active")]
    [InlineData(GateMode.Approve, "waiting", "waiting")]
    [InlineData(GateMode.Manual, "kept", "passed")]
    public async Task Train_Passed_GoesAsFarAsTheModeLetsIt(GateMode mode, string outcome, string state)
    {
        await using var own = await OwnLine.StartAsync(taught, TaughtLine.WideGate with { Mode = mode });

        var offered = await own.Line.OfferAsync(taught.First, own.BelowDefects(taught));

        (offered.Word, offered.Report!.Decision, own.State(offered.Head!)).ShouldBe((outcome, GateDecision.Passed, state), offered.Detail);
        await own.RestartAsync();
        var judges = mode == GateMode.Automatic ? offered.Head : taught.First;
        (own.Line.Station.Slot.HeadVersion, own.State(offered.Head!)).ShouldBe((judges, state), "a restart changes nothing");
        await own.ToldAsync(m => m.Head == judges && m.Waiting?.Head == (mode == GateMode.Approve ? offered.Head : null), "the topic says so");
        if (mode != GateMode.Automatic)
        {
            (await own.Anna.AskHeadAsync("activate", new { head = offered.Head })).ShouldBeDone();
            own.State(offered.Head!).ShouldBe("active");
        }

        await own.Line.StopAsync();
    }

    [Fact]
    public async Task Start_TrialCutOffWhileAnotherHeadWaits_TakesItsPlace()
    {
        await using var own = await OwnLine.StartAsync(taught, TaughtLine.WideGate with { Mode = GateMode.Approve });
        var limit = own.BelowDefects(taught);
        var (tried, waits) = (await own.Line.OfferAsync(taught.First, limit), await own.Line.OfferAsync(taught.First, limit));
        own.State(waits.Head!).ShouldBe("waiting");
        using (var database = own.Folder.Open())
        {
            // a kill after the gate and before the trial has been written down
            Dapper.SqlMapper.Execute(database, $"UPDATE head SET state = 'on_trial' WHERE version = '{tried.Head}'");
        }

        await own.RestartAsync();

        (own.State(tried.Head!), own.State(waits.Head!)).ShouldBe(("waiting", "passed"));
        await own.ToldAsync(m => m.Waiting?.Head == tried.Head, "what waits is told");
        await own.Line.StopAsync();
    }

    [Fact]
    public async Task Train_HeadThatItsReferenceDoesNotAgreeWith_FailsBeforeTheGate()
    {
        await using var own = await OwnLine.StartAsync(taught, TaughtLine.WideGate with { Mode = GateMode.Automatic });

        var offered = await own.Line.OfferAsync(taught.First, 1e30, head => head with { Anomaly = OfAnotherSpace(head.Anomaly) });

        (offered.Word, offered.Report, own.Line.Station.Slot.HeadVersion).ShouldBe(("failed", null, taught.First), offered.Detail);
        own.Folder.Query<string>("SELECT version FROM head").ShouldBe([taught.First]);
        await own.Line.StopAsync();
    }

    /// <summary>As a head of another backbone whose manifest names the wrong one.</summary>
    private static AnomalyHead OfAnotherSpace(AnomalyHead head) =>
        new(head.Mean[1..], new Matrix(head.Projection.Rows - 1, head.Projection.Columns, head.Projection.Data[head.Projection.Columns..]), head.Bank);

    private static IReadOnlyList<string> Next(JsonElement answer) =>
        [.. answer.GetProperty("next").EnumerateArray().Select(n => n.GetProperty("partId").GetString()!)];
}
