using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Registry;
using EdgeTransfer.Tests.Evaluating;

namespace EdgeTransfer.Tests.Line;

/// <summary>A part that comes round again and again weighs as one, wherever it was labelled.</summary>
[Collection(nameof(TaughtLines))]
public class CopiesTests(TaughtLine taught)
{
    private const int Copies = 14;
    private const int Grown = 1120;
    private const int NotGrown = 1121;

    [Fact]
    public async Task Train_SameImageLabelledManyTimes_CountsAsOneInGateAndTraining()
    {
        var parts = await Drawn.GoodAsync(2, seed: 9);
        var (held, learnt) = (Drawn.Ruined(parts[0]), Drawn.Stickered(parts[1]));
        await using var own = await OwnLine.StartAsync(taught, new() { Mode = GateMode.Manual }, [.. Enumerable.Repeat(held, Copies), .. Enumerable.Repeat(learnt, Copies)]);
        await own.Line.PassAsync(2 * Copies);
        string[] shown = [.. own.Folder.Inspections().TakeLast(2 * Copies).Select(r => r.PartId)];
        var (ofHeld, ofLearnt) = (shown[..Copies], shown[Copies..].Where(p => !Lockbox.Holds(p)).ToList());
        (ofHeld.Count(Lockbox.Holds) > 1, ofHeld.Count(p => !Lockbox.Holds(p)) > 1, ofLearnt.Count > 1).ShouldBe((true, true, true));
        await own.Anna.LabelAllAsync([.. ofHeld.Select(p => (p, "dent")), .. ofLearnt.Select(p => (p, "sticker"))]);

        (await own.Anna.AskTrainAsync()).ShouldBeAccepted();

        var training = await own.Watcher.TrainingAsync(1);
        training.Gate.ShouldNotBeNull(training.Detail).Challenger.ShouldSatisfyAllConditions(
            c => c.Defects.ShouldBe(TaughtLine.HeldOut + 1), c => c.Good.ShouldBe(TaughtLine.HeldOut));
        training.Samples.ShouldBe(taught.Samples + 1, "the sticker counts once, and what the lockbox shows is not learnt");
        training.Detail.ShouldContain($"{ofHeld.Count(p => !Lockbox.Holds(p))} show what a part in the lockbox shows, and are not learnt from");
        await own.Line.StopAsync();
    }

    [Fact]
    public async Task Label_IdenticalFalseRejects_GrowTheHeadOnce()
    {
        var odd = Drawn.Stickered((await Drawn.GoodAsync(1, seed: 9))[0]);
        await using var own = await OwnLine.StartAsync(taught, new() { Mode = GateMode.Approve }, Enumerable.Repeat(odd, 6));
        string[] shown = [.. (await own.PassSinglyAsync(6)).Select(r => r.PartId).Where(p => !Lockbox.Holds(p)).Take(2)];

        (await own.Anna.AskLabelAsync(shown[0], "ok")).ShouldBeDone();
        (await own.Anna.AskLabelAsync(shown[1], "ok")).ShouldBeDone();
        await own.LoggedAsync(NotGrown, 1);

        own.Line.Log.Of(Grown).ShouldHaveSingleItem().ShouldContain(shown[0]);
        own.Line.Log.Of(NotGrown).ShouldHaveSingleItem().ShouldContain("the present head accepts it");
        own.Stored().Count.ShouldBe(2);
        own.Model.Parent.ShouldBe(taught.First);
        await own.Line.StopAsync();
    }
}
