using EdgeTransfer.Testing;

namespace EdgeTransfer.Tests.Line;

/// <summary>The real service, killed by SIGKILL at each step of an activation.</summary>
public class KilledActivationTests
{
    [Fact]
    public async Task Activate_KilledAtEachStep_TheNextStartHasOneValidHeadAndNothingIsLost()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var watcher = await broker.WatchAsync(LineFolder.Root + "/#");
        using var folder = TwoHeads.NewFolder(broker);
        folder.Settings["Mqtt:SessionExpiry"] = "00:00:00"; // the broker may not bring the command again by itself
        var anna = new Operator(broker.Port);
        string first, second;
        await using (var line = await RunningLine.StartAsync(folder))
        {
            (first, second) = await TwoHeads.TeachAsync(line, folder, anna, watcher);
            await line.StopAsync();
        }

        var labels = folder.Query<string>("SELECT id FROM label ORDER BY seq");
        labels.Count.ShouldBe(TwoHeads.Taught);
        var (active, other) = (first, second);
        foreach (var (point, isDone) in new[]
        {
            ("activation.begin", false), ("activation.uncommitted", false), ("activation.committed", true), ("activation.pointed", true),
            ("activation.published", true), ("activation.announced", true),
        })
        {
            var (command, history) = (Guid.NewGuid(), folder.Query<long>("SELECT COUNT(*) FROM activation")[0]);
            await KillAtAsync(folder, broker, watcher, point, command, other);
            if (isDone)
            {
                (active, other) = (other, active);
                history++;
            }

            await using var line = await RunningLine.StartAsync(folder);
            line.Station.Slot.HeadVersion.ShouldBe(active, point);
            line.Run();
            var written = folder.Inspections().Count;
            await line.RecordedAsync(rows => rows.Count > written + 20, $"{point}: the line goes on");
            if (isDone)
            {
                // whoever got no answer asks again, and is told that it is done
                (await anna.AskHeadAsync("activate", new { head = active }, command)).ShouldBeDone();
            }

            await line.StopAsync();
            folder.ShouldConserveTriggers()[^1].Head.ShouldBe(active, point);
            folder.Query<string>("SELECT version FROM head WHERE state = 'active'").ShouldBe([active], point);
            folder.Query<long>("SELECT COUNT(*) FROM activation").ShouldBe([history], point);
            folder.Query<string>("SELECT version FROM activation ORDER BY seq DESC LIMIT 1").ShouldBe([active], point);
            (await File.ReadAllTextAsync(Path.Combine(folder.Heads, "active.json"), TestContext.Current.CancellationToken)).ShouldContain($"\"version\": \"{active}\"", Case.Sensitive, point);
            folder.Query<string>("SELECT id FROM label ORDER BY seq").ShouldBe(labels, point);
            folder.ShouldHaveAWholeLog().Count(e => e.Kind == "swap").ShouldBe((int)history, point);
        }
    }

    /// <summary>Starts the service, lets it judge, and asks for the head; it dies on the way.</summary>
    private static async Task KillAtAsync(LineFolder folder, Mosquitto broker, Watcher watcher, string point, Guid command, string head)
    {
        await using var killed = Served.Start(folder, point);
        var before = watcher.Messages.Count;
        await Eventually.TrueAsync(
            () => killed.HasExited || watcher.Messages.Skip(before).Count(m => m.Topic == LineFolder.Topic("inspection")) > 10, "the service judges", () => string.Join('\n', killed.Lines));
        killed.HasExited.ShouldBeFalse(string.Join('\n', killed.Lines));
        await using var client = new ChildProcess(
            "mosquitto_pub", ["-V", "5", "-q", "1", "-p", $"{broker.Port}", "-t", LineFolder.Topic("cmd/activate"), "-m", $$"""{"id":"{{command}}","by":"anna","head":"{{head}}"}"""]);
        (await client.ExitAsync()).ShouldBe(0, string.Join('\n', client.Lines));
        const int KilledBySignal = 128 + 9;
        (await killed.ExitAsync()).ShouldBe(KilledBySignal, $"{point}: {string.Join('\n', killed.Lines)}");
    }
}
