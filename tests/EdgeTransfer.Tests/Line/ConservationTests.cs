using System.Diagnostics;
using EdgeTransfer.Testing;

namespace EdgeTransfer.Tests.Line;

public class ConservationTests
{
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Serve_KilledInTheMiddle_EveryTriggerHasItsVerdictAfterTheNextRun()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var watcher = await broker.WatchAsync(LineFolder.Topic("inspection"));
        using var folder = new LineFolder("sim:disc?defects=0.3&from=0", broker.Port);
        folder.Settings["Device:StopWithin"] = $"{StopWithin}";

        for (var kill = 0; kill < 2; kill++)
        {
            await using var killed = Serve(folder);
            await SeesMoreAsync(watcher, killed, 24);
            await killed.KillAsync();
            ShouldShowNoErrors(killed);
        }

        await using (var stopped = Serve(folder))
        {
            await SeesMoreAsync(watcher, stopped, 24);
            stopped.Lines.ShouldContain(l => l.Contains("[1003]", StringComparison.Ordinal), "the interrupted triggers are told in the log");
            var signalled = Stopwatch.GetTimestamp();
            await using var term = new ChildProcess("kill", ["-TERM", $"{stopped.Id}"]);
            (await stopped.ExitAsync()).ShouldBe(0, string.Join('\n', stopped.Lines));
            Stopwatch.GetElapsedTime(signalled).ShouldBeLessThan(StopWithin);
            ShouldShowNoErrors(stopped);
        }

        // read after the clean stop, by nobody's help: no trigger may be left open for the next start
        var rows = folder.ShouldConserveTriggers();
        rows.Count.ShouldBeGreaterThanOrEqualTo(72);
        var interrupted = rows.Where(r => r.Reason == "interrupted").ToList();
        interrupted.ShouldNotBeEmpty("the source is faster than the judge, so some part always waits");
        interrupted.ShouldAllBe(r => r.Verdict == "NOT_INSPECTED" && r.Head == null && r.Origin == "");
        rows.Except(interrupted).ShouldAllBe(r => r.Reason == "not_taught" && r.Origin != "");
        rows[0].Reason.ShouldBe("not_taught");
        rows[^1].Reason.ShouldBe("not_taught");
    }

    private static ChildProcess Serve(LineFolder folder) => new(
        Path.Combine(AppContext.BaseDirectory, "EdgeTransfer"), ["serve", .. folder.Settings.SelectMany(s => new[] { "--set", $"{s.Key}={s.Value}" })]);

    private static async Task SeesMoreAsync(Watcher watcher, ChildProcess line, int parts)
    {
        var before = watcher.Messages.Count;
        await Eventually.TrueAsync(
            () => watcher.Messages.Count >= before + parts || line.HasExited, $"{parts} more parts are inspected", () => string.Join('\n', line.Lines));
        line.HasExited.ShouldBeFalse(string.Join('\n', line.Lines));
    }

    private static void ShouldShowNoErrors(ChildProcess line) => line.Lines.ShouldNotContain(
        l => l.Contains(" fail: ", StringComparison.Ordinal) || l.Contains(" crit: ", StringComparison.Ordinal) || l.Contains("Unhandled", StringComparison.Ordinal));
}
