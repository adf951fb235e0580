using EdgeTransfer.Core.Registry;
using EdgeTransfer.Core.Watching;
using EdgeTransfer.Testing;
using EdgeTransfer.Tests.Evaluating;

namespace EdgeTransfer.Tests.Line;

/// <summary>After a swap the device itself holds the new head to what its gate predicted, and goes back.</summary>
[Collection(nameof(TaughtLines))]
public class SwapWatchTests(TaughtLine taught)
{
    private const int Odd = 24;

    [Fact]
    public async Task Swap_HeadThatPassesWhatTheOneBeforeRejected_IsRolledBackAndBarredUntilAPersonOverrides()
    {
        var odd = Drawn.Stickered((await Drawn.GoodAsync(1, seed: 9))[0]);
        await using var own = await OwnLine.StartAsync(taught, TaughtLine.WideGate with { Mode = GateMode.Automatic }, Enumerable.Repeat(odd, Odd + 4));
        var (known, seen) = (own.Line.Scores(taught.First, taught.Defects)[0].Ng, await own.PassSinglyAsync(1));
        var unknown = own.Line.Scores(taught.First, [seen[0].PartId])[0].Ng;
        (seen[0].Verdict == "OK", unknown < known).ShouldBe((false, true), "the sticker is no part of the lockbox, and lies below its defects");

        var swapped = await own.Line.OfferAsync(taught.First, (unknown + known) / 2);

        swapped.Word.ShouldBe("swapped", swapped.Detail);
        var head = swapped.Head!;
        var predicted = swapped.Report!.Prediction.ShouldNotBeNull();
        var (before, after) = (swapped.Report.Champion!.FalseRejects, swapped.Report.Challenger.FalseRejects);
        (predicted.Champion, predicted.Passed).ShouldBe((taught.First, new Prediction(before - after, TaughtLine.HeldOut + before)));
        await Eventually.TrueAsync(() => own.Watcher.Watches().Any(w => w.Head == head), "a watch begins", own.Watcher.Text);
        own.Watcher.Watches()[^1].ShouldSatisfyAllConditions(
            w => w.Purpose.ShouldBe(ShadowPurpose.Watch), w => w.Shadow.ShouldBe(taught.First), w => w.Decision.ShouldBe(WatchDecision.GoesOn));

        var rows = await own.PassSinglyAsync(Odd);
        await own.ToldAsync(m => m.Head == taught.First, "the head before judges again");

        rows[0].ShouldSatisfyAllConditions(r => r.Verdict.ShouldBe("OK"), r => r.Head.ShouldBe(head));
        await ShouldHaveGoneBackAsync(own, head);
        (await own.PassSinglyAsync(1))[0].ShouldSatisfyAllConditions(r => r.Head.ShouldBe(taught.First), r => r.Verdict.ShouldNotBe("OK"));

        await own.RestartAsync();
        own.Line.Station.Slot.HeadVersion.ShouldBe(taught.First);
        (await own.Anna.AskHeadAsync("rollback", new { to = head, reason = "it was right" })).ShouldBeRefused("barred");
        (await own.Anna.AskHeadAsync("activate", new { head })).ShouldBeRefused("needs_override");
        (await own.Anna.AskHeadAsync("activate", new Dictionary<string, object> { ["head"] = head, ["override"] = true, ["reason"] = "stickers are allowed" })).ShouldBeDone();
        (await own.PassSinglyAsync(1))[0].ShouldSatisfyAllConditions(r => r.Head.ShouldBe(head), r => r.Verdict.ShouldBe("OK"));
        own.Folder.ShouldHaveAWholeLog()[^1].ShouldSatisfyAllConditions(e => e.Kind.ShouldBe("override"), e => e.Json.ShouldContain("stickers are allowed"));
        await own.Line.StopAsync();
    }

    /// <summary>Alert, log, bar, history, pointer and topics say the same.</summary>
    private async Task ShouldHaveGoneBackAsync(OwnLine own, string head)
    {
        await Eventually.TrueAsync(() => own.Watcher.Alerts().Any(a => a.Rollback is not null), "an alert tells of it", own.Watcher.Text);
        var rollback = own.Watcher.Alerts().Single(a => a.Rollback is not null).Rollback!;
        (rollback.Head, rollback.To).ShouldBe((head, taught.First));
        rollback.Reason.ShouldContain("possible escapes that the gate did not predict");
        own.Watcher.Watches()[^1].ShouldSatisfyAllConditions(w => w.Decision.ShouldBe(WatchDecision.RollBack), w => w.Sentence.ShouldBe(rollback.Reason));
        own.Model.ShouldSatisfyAllConditions(m => m.ActivatedBy.ShouldBe("device"), m => m.Pinned.ShouldBe(taught.First), m => m.Previous.ShouldBeNull());
        own.Folder.Query<(string State, string? Barred)>($"SELECT state, barred FROM head WHERE version = '{head}'").ShouldBe([("retired", rollback.Reason)]);
        own.State(taught.First).ShouldBe("active");
        own.Folder.Query<(string Version, string Kind, string? Reason)>("SELECT version, kind, reason FROM activation ORDER BY seq")
            .ShouldBe([(taught.First, "swap", null), (head, "swap", null), (taught.First, "rollback", rollback.Reason)]);
        (await File.ReadAllTextAsync(Path.Combine(own.Folder.Heads, "active.json"), TestContext.Current.CancellationToken)).ShouldContain($"\"version\": \"{taught.First}\"");
        own.Folder.ShouldHaveAWholeLog()[^1].ShouldSatisfyAllConditions(
            e => e.Kind.ShouldBe("rollback"), e => e.Subject.ShouldBe(taught.First), e => e.By.ShouldBe("device"), e => e.Json.ShouldContain("did not predict"));
    }
}
