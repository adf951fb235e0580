using System.Text.Json;
using EdgeTransfer.Testing;

namespace EdgeTransfer.Tests.Line;

/// <summary>The real service, killed by SIGKILL at each step from the transaction of an alert to its removal.</summary>
public class KilledOutboxTests
{
    private const int Taught = 40;

    private static readonly string[] Points =
        ["outbox.uncommitted", "outbox.committed", "outbox.sending", "outbox.sent", "outbox.acknowledged", "outbox.removed"];

    [Fact]
    public async Task Alerts_DeviceKilledAtEachStep_EachComesInOrderAndRepeatsHaveEqualIds()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var watcher = await broker.WatchAsync(LineFolder.Root + "/#");
        using var folder = new LineFolder($"sim:disc?seed=7&defects=0.2&from={Taught}", broker.Port);
        folder.Settings["Mqtt:ReplayWindow"] = "01:00:00"; // no alert is forgotten, so the table says what was ever stored
        await TeachAsync(folder, broker, watcher);
        foreach (var point in Points)
        {
            await using var killed = Served.Start(folder, point);
            const int KilledBySignal = 128 + 9;
            (await killed.ExitAsync()).ShouldBe(KilledBySignal, $"{point}: {string.Join('\n', killed.Lines)}");
        }

        await using (var line = await RunningLine.StartAsync(folder))
        {
            line.Run();
            var before = folder.Inspections().Count;
            await line.RecordedAsync(rows => rows.Count > before + 10, "the line goes on");
            await line.StopAsync();
        }

        await using (var line = await RunningLine.StartAsync(folder))
        {
            await Eventually.TrueAsync(() => folder.Query<string>("SELECT id FROM outbox WHERE sent IS NULL").Count == 0, "the outbox is empty", line.Log.ToString);
            await line.StopAsync();
        }

        var stored = folder.Query<string>("SELECT id FROM outbox ORDER BY seq");
        var came = watcher.Alerts();
        came.Select(a => a.Id.ToString()).Distinct().ShouldBe(stored, "each comes, for the first time in order");
        came.Count.ShouldBeGreaterThan(stored.Count, "what was acknowledged before a kill comes again");
        Payloads(watcher).GroupBy(p => p.Id).ShouldAllBe(same => same.Select(p => p.Text.Replace(",\"replayed\":true", "", StringComparison.Ordinal)).Distinct().Count() == 1);
        var judged = folder.ShouldConserveTriggers().Where(r => r.Verdict is "NG" or "UNSURE").Select(r => r.Id).ToList();
        judged.Count.ShouldBeGreaterThan(10);
        came.Where(a => a.Part is not null).Select(a => a.Id.ToString()).Distinct().ShouldBe(judged, "an alert for each part, and a part for each alert");
    }

    /// <summary>Teaches a head, and moves its bands so that every part is told.</summary>
    private static async Task TeachAsync(LineFolder folder, Mosquitto broker, Watcher watcher)
    {
        var anna = new Operator(broker.Port);
        await using var line = await RunningLine.StartAsync(folder);
        await line.PassAsync(Taught);
        await anna.LabelAllAsync([.. folder.Inspections().Select(r => (r.PartId, "ok"))]);
        (await anna.AskTrainAsync()).ShouldBeAccepted();
        await anna.ApproveAsync(await watcher.TrainingAsync(1));
        (await anna.AskThresholdAsync(new(Guid.NewGuid(), "anna", UnsureFrom: -1e6, NgFrom: -1e6))).ShouldBeDone();
        await line.StopAsync();
    }

    private static IEnumerable<(string Id, string Text)> Payloads(Watcher watcher) => watcher.Messages
        .Where(m => m.Topic == LineFolder.Topic("alert"))
        .Select(m => (JsonDocument.Parse(m.Payload).RootElement.GetProperty("id").GetString()!, m.Payload));
}
