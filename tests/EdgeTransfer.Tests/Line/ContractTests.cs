using System.Text.Json;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Testing;
using EdgeTransfer.Tests.Contract;

namespace EdgeTransfer.Tests.Line;

/// <summary>All that a line says over MQTT while it is taught, judges and is corrected keeps to the schemas that its consumers hold.</summary>
public class ContractTests
{
    private const string Pictures = "image";
    private static readonly string[] OfDevice = ["state", "log", "health"];
    private static readonly string[] OfStation = ["inspection", "alert", "run", "model", "training", "samples", "watch", "gate", "stats", Pictures];
    private static readonly string[] Commands = ["label", "train", "activate", "threshold", "review", "golden", "rollback"];

    [Fact]
    public async Task Line_TaughtAndJudging_SaysWhatTheContractSays()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var watcher = await broker.WatchAsync(LineFolder.Root + "/#");
        await using var pictures = await Watcher.StartAsync(broker.Port, LineFolder.Topic(Pictures), "-F", "%C %l %P");
        using var folder = TwoHeads.NewFolder(broker);
        folder.Settings["Mqtt:ImageBytes"] = "20000";
        var anna = new Operator(broker.Port);
        List<JsonElement> answers = [];
        await using (var line = await RunningLine.StartAsync(folder))
        {
            await TwoHeads.TeachAsync(line, folder, anna, watcher);
            answers.Add(await anna.AskHeadAsync("activate", new { }));
            await line.PassAsync(30);
            answers.Add(await anna.AskThresholdAsync(new(Guid.NewGuid(), "anna", UnsureFrom: 1, NgFrom: 2, Preview: true)));
            answers.Add(await anna.AskAsync(LineFolder.Topic("cmd/review"), $$"""{"id":"{{Guid.NewGuid()}}","by":"anna"}"""));
            answers.Add(await anna.AskAsync(LineFolder.Topic("cmd/golden"), $$"""{"id":"{{Guid.NewGuid()}}","partId":"top-1","by":"anna"}"""));
            answers.Add(await anna.AskHeadAsync("rollback", new { reason = "it misses scratches" }));
            answers.Add(await anna.AskAsync(LineFolder.Topic("cmd/none"), "{}"));
            foreach (var topic in OfDevice.Select(t => $"{LineFolder.Root}/{t}").Concat(OfStation.Select(LineFolder.Topic)))
            {
                await watcher.SeesAsync(m => m.Topic == topic, topic);
            }

            await Eventually.TrueAsync(() => watcher.Stats()?.Head == line.Station.Slot.HeadVersion && watcher.Stats()!.Total.Parts() == line.Station.Tally.Triggers, "the counts are told", watcher.Text);
            await line.StopAsync();
        }

        await watcher.SeesAsync(m => m.Payload.Contains("\"state\":\"stopped\"", StringComparison.Ordinal), "the goodbye");
        ShouldKeepTheContract(watcher);
        answers.ShouldAllBe(a => ContractSchemas.Errors("reply", a.GetRawText()) == "");
        ShouldTellWhatItCounted(watcher, folder);
        await ShouldCorrelateAsync(pictures, watcher.Alerts());
    }

    [Fact]
    public async Task Inspection_HalfOfThemTold_AreThePartsOfTheShare()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var watcher = await broker.WatchAsync(LineFolder.Topic("inspection"));
        using var folder = new LineFolder("sim:disc", broker.Port);
        folder.Settings["Mqtt:InspectionShare"] = "0.5";
        await using var line = await RunningLine.StartAsync(folder);
        await line.PassAsync(12);

        int[] share = [3, 4, 5, 8, 10, 11, 12];
        await Eventually.TrueAsync(() => watcher.Messages.Count >= share.Length, "the share is told", watcher.Text);
        await line.StopAsync();
        watcher.Messages.Select(m => JsonSerializer.Deserialize(m.Payload, MessageJson.Default.InspectionMessage)!).Select(m => (m.Part.PartId, m.Seq))
            .ShouldBe(share.Select((n, i) => ($"top-{n}", i + 1L)));
    }

    private static void ShouldKeepTheContract(Watcher watcher)
    {
        var messages = watcher.Messages.Where(m => m.Topic.StartsWith(LineFolder.Root, StringComparison.Ordinal) && m.Topic != LineFolder.Topic(Pictures) && !m.Topic.EndsWith("/none", StringComparison.Ordinal)).ToList();
        var names = messages.Select(m => Name(m.Topic)).ToList();
        names.Distinct().ShouldBe([.. OfDevice, .. OfStation.Where(t => t != Pictures), .. Commands.Select(c => "cmd-" + c)], ignoreOrder: true);
        foreach (var (message, name) in messages.Zip(names))
        {
            ContractSchemas.Errors(name, message.Payload).ShouldBeEmpty($"{message.Topic} {message.Payload}");
        }

        foreach (var topic in messages.Where(m => !Name(m.Topic).StartsWith("cmd-", StringComparison.Ordinal)).GroupBy(m => m.Topic))
        {
            var envelopes = topic.Select(m => JsonDocument.Parse(m.Payload).RootElement).ToList();
            envelopes.Select(e => e.GetProperty("bootId").GetGuid()).Distinct().Count().ShouldBe(1);
            envelopes.ShouldAllBe(e => e.GetProperty("id").GetGuid().Version == 7);
            envelopes.Select(e => e.GetProperty("id").GetGuid()).Distinct().Count().ShouldBe(envelopes.Count, topic.Key);
            var numbers = envelopes.Select(e => e.GetProperty("seq").GetInt64()).ToList();
            numbers.ShouldBeInOrder(SortDirection.Ascending, topic.Key);
            if (Name(topic.Key) is "alert" or "inspection")
            {
                numbers[^1].ShouldBe(numbers.Count, "none is missing");
            }
        }
    }

    private static void ShouldTellWhatItCounted(Watcher watcher, LineFolder folder)
    {
        var (stats, rows) = (watcher.Stats()!, folder.Inspections());
        (stats.Total.Ok, stats.Total.Ng, stats.Total.Unsure, stats.Total.NotInspected).ShouldBe(
            (rows.Count(r => r.Verdict == "OK"), rows.Count(r => r.Verdict == "NG"), rows.Count(r => r.Verdict == "UNSURE"), rows.Count(r => r.Verdict == "NOT_INSPECTED")));
        stats.Total.Reasons["not_taught"].ShouldBe(TwoHeads.Taught);
        stats.LastHour.Parts().ShouldBe(stats.Total.Parts());
        stats.Labels["ok"].ShouldBe(TwoHeads.Taught);
    }

    /// <summary>Each picture has the id of an alert and the part that a label may name, and is as small as was asked for.</summary>
    private static async Task ShouldCorrelateAsync(Watcher pictures, IReadOnlyList<AlertMessage> alerts)
    {
        var told = alerts.Where(a => a.Part is not null).ToDictionary(a => a.Id.ToString());
        told.ShouldNotBeEmpty();
        await Eventually.TrueAsync(() => Lines().Count == told.Count, $"{told.Count} pictures", pictures.Text);
        foreach (var line in Lines())
        {
            int.Parse(line[1], System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(1000, 20_000);
            var fields = line.Skip(2).Select(f => f.Split(':', 2)).ToDictionary(f => f[0], f => f[1]);
            var part = told[fields["id"]].Part!;
            (fields["schema"], fields["partId"], part.Sampled).ShouldBe((ImageMessage.CurrentSchema, part.PartId, true));
        }

        List<string[]> Lines() => [.. pictures.Text().Split('\n').Where(l => l.StartsWith("image/jpeg", StringComparison.Ordinal)).Select(l => l.Split(' '))];
    }

    private static string Name(string topic) => topic.Split('/') is [.., "cmd", var command] ? "cmd-" + command : topic.Split('/')[^1];
}
