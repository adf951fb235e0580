using System.Text.Json;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Testing;

namespace EdgeTransfer.Tests.Line;

public class ThresholdTests
{
    private const int Taught = 60;
    private const int Judged = 30;

    [Fact]
    public async Task Threshold_PreviewedAppliedAndRestarted_MovesTheBandsBetweenTwoParts()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var watcher = await broker.WatchAsync(LineFolder.Root + "/#");
        using var folder = new LineFolder("sim:disc?seed=7&defects=0.3&from=60", broker.Port);
        var anna = new Operator(broker.Port);
        Policy last;
        await using (var line = await RunningLine.StartAsync(folder))
        {
            await line.PassAsync(Taught);
            await anna.LabelAllAsync([.. folder.Inspections().Select(r => (r.PartId, "ok"))]);
            (await anna.AskTrainAsync()).GetProperty("status").GetString().ShouldBe("accepted");
            var training = await watcher.TrainingAsync(1);
            await anna.ApproveAsync(training);
            await line.PassAsync(Judged);
            await Eventually.TrueAsync(() => watcher.Model()?.Policy is not null, "the model topic has the first policy", watcher.Text);
            var first = watcher.Model()!.Policy!;
            first.Guarantee!.GoodParts.ShouldBe(folder.Inspections().Take(Taught).Count(r => !Lockbox.Holds(r.PartId)));

            // a preview tells, and changes nothing
            var preview = await AskAsync(anna, new(Guid.NewGuid(), "anna", UnsureFrom: -1e6, NgFrom: 1e6, Preview: true));
            preview.Detail.ShouldStartWith("Preview, nothing was changed. UNSURE from -1000000");
            ShouldTellOfEveryPart(folder, preview.Effect!);
            preview.Effect!.Recent!.After.ShouldBe(new VerdictCounts(0, Judged, 0));
            await line.PassAsync(1);
            Policies(folder).ShouldBe([first.Version]);
            folder.Inspections()[^1].Policy.ShouldBe(first.Version);
            line.Log.Of(1140).ShouldBeEmpty();

            // another policy than the expected one stands: nothing moves
            var late = await anna.AskThresholdAsync(new(Guid.NewGuid(), "anna", UnsureFrom: 0, NgFrom: 1, Policy: "p-other"));
            (late.GetProperty("status").GetString(), late.GetProperty("reason").GetString()).ShouldBe(("refused", "policy_changed"));

            // applied, once: every part from here on is NG
            var command = new ThresholdCommand(Guid.NewGuid(), "anna", UnsureFrom: -1e6, NgFrom: -1e6, Policy: first.Version);
            var applied = await AskAsync(anna, command);
            applied.Policy!.Version.ShouldBe(first.Version + "-2");
            applied.Policy.Method.ShouldBe(BandProposal.ByHandMethod);
            (await AskAsync(anna, command)).Detail.ShouldBe(applied.Detail, "a repeat gets the same answer");
            (await anna.AskThresholdAsync(command with { Policy = null })).ShouldBeRefused("id_used");
            await line.PassAsync(2);
            folder.Inspections().TakeLast(2).ShouldAllBe(r => r.Policy == applied.Policy.Version && r.Head == first.Head && r.Verdict == "NG");
            line.Log.Of(1140).ShouldHaveSingleItem().ShouldContain("by anna");
            await Eventually.TrueAsync(() => watcher.Model()?.Policy?.Version == applied.Policy.Version, "the model topic names the policy", watcher.Text);
            watcher.Model()!.Head.ShouldBe(first.Head);

            // by targets, from the scores beside the head
            last = (await AskAsync(anna, new(Guid.NewGuid(), "bert", MaxFalseRejectRate: 0.2))).Policy!;
            last.Version.ShouldBe(first.Version + "-3");
            last.Targets.ShouldBe(new BandTargets { MaxFalseRejectRate = 0.2 });
            last.UnsureFrom.ShouldBeLessThan(first.UnsureFrom);
            last.Guarantee!.RejectRate.ShouldBeLessThanOrEqualTo(0.2);
            folder.Query<string>("SELECT name FROM policy JOIN operator ON key = said_by ORDER BY seq").ShouldBe(["anna", "anna", "bert"]);
            folder.Query<string>("SELECT subject || ' ' || name FROM log JOIN operator ON key = said_by WHERE kind = 'threshold' ORDER BY seq").ShouldBe([$"{first.Version}-2 anna", $"{first.Version}-3 bert"]);

            // without the scores targets are refused, and thresholds still work
            File.WriteAllText(Path.Combine(folder.Heads, first.Head + ".scores.json"), "{");
            var blind = await anna.AskThresholdAsync(new(Guid.NewGuid(), "anna", MaxEscapeRate: 0.1));
            (blind.GetProperty("status").GetString(), blind.GetProperty("reason").GetString()).ShouldBe(("refused", "no_scores"));
            (await AskAsync(anna, new(Guid.NewGuid(), "anna", UnsureFrom: 1, NgFrom: 2, Preview: true))).Policy!.Guarantee.ShouldBeNull();
            await line.StopAsync();
        }

        await using (var again = await RunningLine.StartAsync(folder))
        {
            await again.PassAsync(1);
            folder.ShouldConserveTriggers()[^1].Policy.ShouldBe(last.Version);
            await Eventually.TrueAsync(() => watcher.Model()?.Policy?.Version == last.Version, "the model topic has the last policy again", watcher.Text);
            watcher.Model()!.Policy.ShouldBe(last);
            await again.StopAsync();
        }
    }

    /// <summary>The counts before are those of the verdicts that stand in the database, and of every labelled part.</summary>
    private static void ShouldTellOfEveryPart(LineFolder folder, BandEffect effect)
    {
        var judged = folder.Inspections().Where(r => r.Head is not null).CountBy(r => r.Verdict).ToDictionary();
        effect.Recent!.Before.ShouldBe(new VerdictCounts(judged.GetValueOrDefault("OK"), judged.GetValueOrDefault("UNSURE"), judged.GetValueOrDefault("NG")));
        var held = folder.Inspections().Take(Taught).Count(r => Lockbox.Holds(r.PartId));
        held.ShouldBeGreaterThan(0);
        Sum(effect.LockboxGood!.Before).ShouldBe(held);
        Sum(effect.Good!.Before).ShouldBe(Taught - held);
        (effect.Defects, effect.LockboxDefects).ShouldBe((null, null));
    }

    private static async Task<ReplyMessage> AskAsync(Operator anna, ThresholdCommand command)
    {
        var reply = (await anna.AskThresholdAsync(command)).Deserialize(MessageJson.Default.ReplyMessage)!;
        reply.Status.ShouldBe("done", reply.Detail);
        return reply;
    }

    private static int Sum(VerdictCounts counts) => counts.Ok + counts.Unsure + counts.Ng;

    private static IReadOnlyList<string> Policies(LineFolder folder) => folder.Query<string>("SELECT version FROM policy ORDER BY seq");
}
