using System.Text.Json;
using EdgeTransfer.Configuration;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Testing;

namespace EdgeTransfer.Tests.Line;

/// <summary>Pause, resume, trigger and snapshot: laws 1 and 2 hold through them.</summary>
public class HoldTests
{
    [Fact]
    public async Task Pause_WithAPartAtTheCamera_PassesNothingUntilResumedAlsoAfterARestart()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var watcher = await broker.WatchAsync(LineFolder.Root + "/#");
        using var folder = new LineFolder("sim:disc", broker.Port);
        var anna = new Operator(broker.Port);
        await using (var line = await RunningLine.StartAsync(folder))
        {
            await line.PassAsync(2);
            (await anna.AskHeadAsync("pause", new { reason = "new lamp" })).ShouldBeDone();
            await Eventually.TrueAsync(() => Run(watcher) is { Run: RunState.Paused, By: "anna", Why: "new lamp" }, "the topic says so", watcher.Text);
            (await anna.AskHeadAsync("snapshot", new { })).ShouldBeRefused("paused");

            // the capture loop was waiting at the belt: what it gets now is numbered and not inspected, and nothing follows
            line.Run();
            await line.RecordedAsync(rows => rows.Count == 3, "the part at the camera has its verdict");
            folder.Inspections()[^1].Reason.ShouldBe("paused");
            line.Station.Tally.Triggers.ShouldBe(3);
            (await anna.AskHeadAsync("pause", new { })).GetProperty("detail").GetString()!.ShouldContain("already");
            line.Log.Of(1009).ShouldHaveSingleItem();
            await line.StopAsync();
        }

        await using (var again = await RunningLine.StartAsync(folder))
        {
            again.Station.Hold.IsPaused.ShouldBeTrue();
            again.Run();
            (await anna.AskHeadAsync("review", new { })).ShouldBeDone(); // time enough for a part to slip through
            folder.ShouldConserveTriggers().Count.ShouldBe(3);
            (await anna.AskHeadAsync("resume", new { })).ShouldBeDone();
            await again.RecordedAsync(rows => rows.Count > 3, "the line goes on");
            await Eventually.TrueAsync(() => Run(watcher) is { Run: RunState.Running }, "the topic says so", watcher.Text);
            var picture = await anna.AskHeadAsync("snapshot", new { });
            picture.ShouldBeDone();
            picture.GetProperty("image").GetProperty("jpeg").GetBytesFromBase64().AsSpan(0, 3).ToArray().ShouldBe([0xFF, 0xD8, 0xFF]);
            await again.StopAsync();
        }

        folder.ShouldConserveTriggers();
        folder.Inspections().Count(r => r.Reason == "paused").ShouldBe(1);
        folder.Query<string>("SELECT json FROM log WHERE kind = 'hold' ORDER BY seq").Count.ShouldBe(2);
    }

    [Fact]
    public async Task Trigger_AtAStationThatWaitsForIt_InspectsOnePartAndAnswersWithItsVerdict()
    {
        await using var broker = await Mosquitto.StartAsync();
        using var folder = new LineFolder("sim:disc?count=2", broker.Port);
        folder.SetSource("sim:disc?count=2", trigger: TriggerMode.Command);
        var anna = new Operator(broker.Port);
        await using var line = await RunningLine.StartAsync(folder);
        line.Run();

        var first = await anna.AskHeadAsync("trigger", new { serial = "A-100", lot = "7" });
        first.ShouldBeRefused("not_inspected");
        var part = first.GetProperty("part");
        (part.GetProperty("partId").GetString(), part.GetProperty("verdict").GetString(), part.GetProperty("reason").GetString()).ShouldBe(("top-1", "NOT_INSPECTED", "not_taught"));
        folder.Query<string>("SELECT serial || ' ' || lot FROM inspection").ShouldBe(["A-100 7"]);

        (await anna.AskHeadAsync("pause", new { })).ShouldBeDone();
        (await anna.AskHeadAsync("trigger", new { })).ShouldBeRefused("paused");
        (await anna.AskHeadAsync("resume", new { })).ShouldBeDone();
        (await anna.AskHeadAsync("trigger", new { })).GetProperty("part").GetProperty("partId").GetString().ShouldBe("top-2");

        // the source has ended, and the trigger still gets its verdict
        (await anna.AskHeadAsync("trigger", new { })).GetProperty("part").GetProperty("reason").GetString().ShouldBe("no_frame");
        folder.ShouldConserveTriggers().Count.ShouldBe(3);
        await line.StopAsync();
    }

    private static RunMessage? Run(Watcher watcher) => watcher.Messages.Where(m => m.Topic == LineFolder.Topic("run")).Select(m => m.Payload).LastOrDefault() is { } last
        ? JsonSerializer.Deserialize(last, MessageJson.Default.RunMessage)
        : null;
}
