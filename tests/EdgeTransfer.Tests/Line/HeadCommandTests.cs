using EdgeTransfer.Core.Gates;
using EdgeTransfer.Testing;

namespace EdgeTransfer.Tests.Line;

/// <summary>A person's decisions about heads, over MQTT, and what a restart leaves of them.</summary>
public class HeadCommandTests
{
    [Fact]
    public async Task Heads_ApprovedRolledBackPinnedAndRejected_AreWhatAPersonSaid()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var watcher = await broker.WatchAsync(LineFolder.Root + "/#");
        using var folder = TwoHeads.NewFolder(broker);
        var anna = new Operator(broker.Port);
        var approval = Guid.NewGuid();
        string first, second;
        await using (var line = await RunningLine.StartAsync(folder))
        {
            await line.PassAsync(1);
            (await anna.AskHeadAsync("activate", new { })).ShouldBeRefused("nothing_waits");
            (await anna.AskHeadAsync("rollback", new { reason = "no good" })).ShouldBeRefused("no_previous");
            (first, second) = await TwoHeads.TeachAsync(line, folder, anna, watcher);
            await line.PassAsync(1);
            folder.Inspections()[^1].Head.ShouldBe(first, "what waits does not judge");
            await line.StopAsync();
        }

        await using (var line = await RunningLine.StartAsync(folder))
        {
            await Eventually.TrueAsync(() => watcher.Model() is { Waiting: { } w } && w.Head == second, "what waits is told again", watcher.Text);
            var model = watcher.Model()!;
            model.ShouldSatisfyAllConditions(
                m => m.Head.ShouldBe(first), m => m.Pinned.ShouldBe(first), m => m.ActivatedBy.ShouldBe("anna"), m => m.Previous.ShouldBeNull(),
                m => m.Gate.ShouldNotBeNull().ShouldContain("nconclusive"), m => m.Waiting!.Sentence.ShouldContain("nconclusive"), m => m.Waiting!.Decision.ShouldBe(GateDecision.Inconclusive));

            (await anna.AskHeadAsync("activate", new { }, approval)).ShouldBeDone();
            await line.PassAsync(1);
            folder.Inspections()[^1].Head.ShouldBe(second);
            var moved = (await anna.AskThresholdAsync(new(Guid.NewGuid(), "anna", UnsureFrom: 1, NgFrom: 2))).GetProperty("policy").GetProperty("version").GetString();

            (await anna.AskHeadAsync("activate", new { head = second })).ShouldBeRefused("already_active");
            (await anna.AskHeadAsync("activate", new { head = "20260101T000000Z-00000000" })).ShouldBeRefused("unknown_head");
            (await anna.AskHeadAsync("activate", new { head = "../../etc" })).ShouldBeRefused("unknown_head");
            (await anna.AskHeadAsync("rollback", new { })).ShouldBeRefused("malformed");
            (await anna.AskHeadAsync("rollback", new { reason = new string('x', 501) })).ShouldBeRefused("malformed");
            (await anna.AskHeadAsync("rollback", new { reason = "it misses scratches" }, approval)).ShouldBeRefused("id_used");
            var back = Guid.NewGuid();
            (await anna.AskHeadAsync("rollback", new { reason = "it misses scratches" }, back)).ShouldBeDone();
            (await anna.AskHeadAsync("rollback", new { reason = "it misses scratches" }, back)).ShouldBeDone();
            (await anna.AskHeadAsync("rollback", new { reason = "once more" })).ShouldBeRefused("no_previous");
            await line.PassAsync(1);
            folder.Inspections()[^1].Head.ShouldBe(first);
            (await anna.AskHeadAsync("rollback", new { reason = "it was right", to = second })).ShouldBeDone();
            await line.PassAsync(1);
            folder.Inspections()[^1].ShouldSatisfyAllConditions(r => r.Head.ShouldBe(second), r => r.Policy.ShouldBe(moved, "with the policy that was last in force on it"));

            (await anna.AskHeadAsync("pin", new { head = second, reason = "released by quality" })).ShouldBeDone();
            (await anna.AskHeadAsync("pin", new { head = second })).ShouldBeRefused("malformed");
            await Eventually.TrueAsync(() => watcher.Model()!.Pinned == second, "the pin is told", watcher.Text);
            var third = await TwoHeads.TrainAsync(anna, watcher, 3);
            (await anna.AskHeadAsync("reject", new { head = first, reason = "not this one" })).ShouldBeRefused("nothing_waits");
            (await anna.AskHeadAsync("reject", new { reason = "too few defects yet" })).ShouldBeDone();
            (await anna.AskHeadAsync("activate", new { head = third })).ShouldBeRefused("needs_override");
            (await anna.AskHeadAsync("activate", new Dictionary<string, object> { ["head"] = third, ["override"] = true })).ShouldBeRefused("needs_reason");
            (await anna.AskHeadAsync("activate", new Dictionary<string, object> { ["head"] = third, ["override"] = true, ["reason"] = "trial on the night shift" })).ShouldBeDone();
            await line.PassAsync(1);
            folder.Inspections()[^1].Head.ShouldBe(third);
            await line.StopAsync();
        }

        await using (var line = await RunningLine.StartAsync(folder))
        {
            (await anna.AskHeadAsync("activate", new { }, approval)).ShouldBeDone();
            await line.PassAsync(1);
            folder.ShouldConserveTriggers()[^1].Head.ShouldNotBe(second, "the repeat of an old command does nothing");
            await line.StopAsync();
        }

        var log = folder.ShouldHaveAWholeLog();
        log.Select(e => e.Kind).Where(k => k is "gate" or "swap" or "rollback" or "pin" or "override").ShouldBe(
            ["gate", "pin", "swap", "gate", "swap", "rollback", "rollback", "pin", "gate", "override", "override"]);
        log[^1].Json.ShouldContain("trial on the night shift");
    }

    [Fact]
    public async Task Rollback_ByTheDevice_BarsTheHead()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var watcher = await broker.WatchAsync(LineFolder.Root + "/#");
        using var folder = TwoHeads.NewFolder(broker);
        var anna = new Operator(broker.Port);
        await using var line = await RunningLine.StartAsync(folder);
        var (first, second) = await TwoHeads.TeachAsync(line, folder, anna, watcher);
        (await anna.AskHeadAsync("activate", new { head = second })).ShouldBeDone();

        (await line.Rollback.RollBackAsync(line.Station, first, second, "it disagrees")).ShouldNotBeNull("the first judges no more");
        (await line.Rollback.RollBackAsync(line.Station, second, first, "it disagrees more than the gate said")).ShouldBeNull();

        await line.PassAsync(1);
        folder.Inspections()[^1].Head.ShouldBe(first);
        (await anna.AskHeadAsync("rollback", new { to = second, reason = "it was right" })).ShouldBeRefused("barred");
        (await anna.AskHeadAsync("activate", new { head = second })).ShouldBeRefused("needs_override");
        folder.ShouldHaveAWholeLog()[^1].ShouldSatisfyAllConditions(e => e.Kind.ShouldBe("rollback"), e => e.By.ShouldBe("device"));
        await line.StopAsync();
    }

    [Fact]
    public async Task Start_ActiveHeadDamaged_TheOneBeforeJudges()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var watcher = await broker.WatchAsync(LineFolder.Root + "/#");
        using var folder = TwoHeads.NewFolder(broker);
        var anna = new Operator(broker.Port);
        string first, second;
        await using (var line = await RunningLine.StartAsync(folder))
        {
            (first, second) = await TwoHeads.TeachAsync(line, folder, anna, watcher);
            (await anna.AskHeadAsync("activate", new { })).ShouldBeDone();
            await line.StopAsync();
        }

        File.WriteAllText(Path.Combine(folder.Heads, second, "head.safetensors"), "no tensors");
        await using (var line = await RunningLine.StartAsync(folder))
        {
            await line.PassAsync(1);
            folder.ShouldConserveTriggers()[^1].Head.ShouldBe(first);
            await line.StopAsync(HeadRefused);
        }

        folder.Query<string>("SELECT kind FROM activation ORDER BY seq").ShouldBe(["swap", "swap", "restore"]);
        folder.ShouldHaveAWholeLog();
    }

    private const int HeadRefused = 1102;
}
