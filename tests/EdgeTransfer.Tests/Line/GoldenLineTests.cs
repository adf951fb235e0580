using EdgeTransfer.Core.Registry;
using EdgeTransfer.Tests.Evaluating;

namespace EdgeTransfer.Tests.Line;

/// <summary>Golden parts are judged as locked by every head that comes to judge, and learnt by none.</summary>
[Collection(nameof(TaughtLines))]
public class GoldenLineTests(TaughtLine taught)
{
    private const int NotGrown = 1121;

    [Fact]
    public async Task Gate_GoldenPartJudgedWrong_DoesNotPassWhatWouldOtherwiseWait()
    {
        await using var own = await OwnLine.StartAsync(taught, new() { Mode = GateMode.Approve }, await Drawn.GoodAsync(2, seed: 4));
        var defects = own.Line.Scores(taught.First, taught.Defects);
        var (lost, limit) = (defects[0].PartId, (defects[0].Ng + defects[1].Ng) / 2);
        var before = await own.Line.OfferAsync(taught.First, limit);
        before.Word.ShouldBe("waiting", before.Detail);
        (await own.Anna.AskHeadAsync("reject", new { reason = "it loses a dent" })).ShouldBeDone();
        (await own.Anna.AskHeadAsync("golden", new { partId = lost })).ShouldBeDone();

        var outcome = await own.Line.OfferAsync(taught.First, limit);

        outcome.Word.ShouldBe("not_passed", outcome.Detail);
        outcome.Detail.ShouldContain($"1 of 1 golden parts are not judged as locked, such as {lost}: OK instead of NG");
        outcome.Report!.Challenger.Defects.ShouldBe(TaughtLine.HeldOut - 1, "a golden part is no lockbox part");
        own.State(outcome.Head!).ShouldBe("not_passed");
        (own.Model.Head, own.Model.Waiting).ShouldBe((taught.First, null));
        (await own.PassSinglyAsync(1))[0].Head.ShouldBe(taught.First);

        (await own.Anna.AskHeadAsync("golden", new { partId = lost, release = true })).ShouldBeDone();
        (await own.Line.OfferAsync(taught.First, limit)).Word.ShouldBe("waiting");
        await own.Line.StopAsync();
    }

    [Fact]
    public async Task Gate_GoldenPartWhoseImageIsGone_DoesNotPass()
    {
        await using var own = await OwnLine.StartAsync(taught, new() { Mode = GateMode.Approve });
        var good = own.Line.Scores(taught.First, taught.Good);
        (await own.Anna.AskHeadAsync("golden", new { partId = good[0].PartId })).ShouldBeDone();
        own.RemoveFiles(good[0].PartId);

        var outcome = await own.Line.OfferAsync(taught.First, own.BelowDefects(taught));

        outcome.Word.ShouldBe("not_passed", outcome.Detail);
        outcome.Detail.ShouldContain($"such as {good[0].PartId}: NOT_INSPECTED instead of OK");
        await own.Line.StopAsync();
    }

    [Fact]
    public async Task Label_OkWhileAGoldenPartCannotBeRead_LeavesTheHead()
    {
        var odd = Drawn.Stickered((await Drawn.GoodAsync(1, seed: 9))[0]);
        await using var own = await OwnLine.StartAsync(taught, new() { Mode = GateMode.Approve }, Enumerable.Repeat(odd, 3));
        var shown = (await own.PassSinglyAsync(3)).First(r => !Core.Labels.Lockbox.Holds(r.PartId)).PartId;
        (await own.Anna.AskHeadAsync("golden", new { partId = taught.Taught[0] })).ShouldBeDone();
        own.RemoveFiles(taught.Taught[0]);

        (await own.Anna.AskLabelAsync(shown, "ok")).ShouldBeDone();

        await own.LoggedAsync(NotGrown, 1);
        own.Line.Log.Of(NotGrown).Single().ShouldContain($"the golden part {taught.Taught[0]} cannot be judged");
        own.Stored().ShouldBe([taught.First]);
        await own.Line.StopAsync();
    }

    [Fact]
    public async Task Train_GoldenParts_AreNotLearnt()
    {
        await using var own = await OwnLine.StartAsync(taught, new() { Mode = GateMode.Manual });
        string[] golden = [.. taught.Taught.Take(3)];
        foreach (var part in golden)
        {
            (await own.Anna.AskHeadAsync("golden", new { partId = part })).ShouldBeDone();
        }

        (await own.Anna.AskTrainAsync()).ShouldBeAccepted();

        var training = await own.Watcher.TrainingAsync(1);
        training.Samples.ShouldBe(taught.Samples - golden.Length);
        training.Gate.ShouldNotBeNull().Checks[0].Numbers["parts"].ShouldBe(golden.Length);
        var learnt = own.Folder.Query<string>("SELECT labels FROM training ORDER BY begun")[^1];
        own.Folder.Query<(long Number, string PartId)>("SELECT seq, part_id FROM label").Where(l => Core.Training.LabelSet.Read(learnt).Contains(l.Number))
            .Select(l => l.PartId).ShouldBe(taught.Taught.Except(golden), ignoreOrder: true);
        await own.Line.StopAsync();
    }

    [Fact]
    public async Task Label_OkThatWouldLetAGoldenPartPass_LeavesTheHead()
    {
        var odd = Drawn.Stickered((await Drawn.GoodAsync(1, seed: 9))[0]);
        await using var own = await OwnLine.StartAsync(taught, new() { Mode = GateMode.Approve }, Enumerable.Repeat(odd, 6));
        var shown = (await own.PassSinglyAsync(6)).Where(r => !Core.Labels.Lockbox.Holds(r.PartId)).ToList();
        shown.ShouldAllBe(r => r.Verdict != "OK");
        var (golden, other) = (shown[0].PartId, shown[1].PartId);
        (await own.Anna.AskLabelAsync(golden, "scratch")).ShouldBeDone();
        (await own.Anna.AskHeadAsync("golden", new { partId = golden, verdict = shown[0].Verdict })).ShouldBeDone();

        // of all labelled parts, only its lock says by now that it must not pass
        (await own.Anna.AskLabelAsync(golden, "ok")).ShouldBeDone();
        await own.LoggedAsync(NotGrown, 1);
        (await own.Anna.AskLabelAsync(other, "ok")).ShouldBeDone();
        await own.LoggedAsync(NotGrown, 2);

        var told = own.Line.Log.Of(NotGrown).ToList();
        told[0].ShouldContain("the part is golden: no head learns from it");
        told[1].ShouldContain($"the golden part {golden} is locked as {shown[0].Verdict} and would be OK");
        own.Stored().ShouldBe([taught.First]);
        own.Model.Head.ShouldBe(taught.First);
        await own.Line.StopAsync();
    }
}
