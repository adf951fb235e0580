using System.Text.Json;
using EdgeTransfer.Configuration;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Storage.Heads;
using EdgeTransfer.Testing;

namespace EdgeTransfer.Tests.Line;

/// <summary>The real service, killed by SIGKILL at each step of a training and of a label.</summary>
public class KilledTrainingTests(TaughtSeed seed) : IClassFixture<TaughtSeed>
{
    private const int KilledBySignal = 128 + 9;

    private static readonly TrainingSettings AtOnce = new() { AfterLabels = 1, Quiet = TimeSpan.Zero, CoolDown = TimeSpan.Zero };

    /// <summary>What the next start does about it.</summary>
    public enum Next
    {
        /// <summary>Nothing of it was written: the labels begin another.</summary>
        BeginsAnother,

        /// <summary>The same training is begun again.</summary>
        BeginsAgain,

        /// <summary>The gate had judged it: only what comes after is done.</summary>
        GoesOn,

        /// <summary>It had ended.</summary>
        DoesNothing,
    }

    [Theory]
    [InlineData("training.begin", Next.BeginsAnother)]
    [InlineData("training.begun", Next.BeginsAgain)]
    [InlineData("training.snapshot", Next.BeginsAgain)]
    [InlineData("training.bank", Next.BeginsAgain)]
    [InlineData("training.fused", Next.BeginsAgain)]
    [InlineData("head.unfinished", Next.BeginsAgain)]
    [InlineData("training.stored", Next.BeginsAgain)]
    [InlineData("training.named", Next.BeginsAgain)]
    [InlineData("training.scored", Next.BeginsAgain)]
    [InlineData("training.judged", Next.BeginsAgain)]
    [InlineData("promotion.uncommitted", Next.BeginsAgain)]
    [InlineData("promotion.gated", Next.GoesOn)]
    [InlineData("activation.uncommitted", Next.GoesOn)]
    [InlineData("activation.committed", Next.GoesOn)]
    [InlineData("activation.pointed", Next.GoesOn)]
    [InlineData("activation.announced", Next.GoesOn)]
    [InlineData("training.end", Next.GoesOn)]
    [InlineData("training.ended", Next.DoesNothing)]
    public async Task Train_KilledAtAStep_TheNextStartBringsItToTheSameEnd(string point, Next next)
    {
        using var folder = await seed.CopyAsync(training: AtOnce);
        await KillAsync(folder, point);
        ShouldBeWhole(folder);
        var before = folder.Query<TrainingLine>(TrainingLine.Select);
        before.Count.ShouldBe(next == Next.BeginsAnother ? 1 : 2);

        await using (var line = await RunningLine.StartAsync(folder, connected: false))
        {
            var atStart = line.Station.Slot.HeadVersion;
            (atStart == seed.First).ShouldBe(next is Next.BeginsAnother or Next.BeginsAgain, $"{atStart} judges from the first part on");
            await Eventually.TrueAsync(
                () => folder.Query<TrainingLine>(TrainingLine.Select) is [_, { State: "ended" }], "the training has ended", line.Log.ToString);
            var written = folder.Inspections().Count;
            line.Run();
            await line.RecordedAsync(rows => rows.Count > written + 3, "the line goes on");
            await line.StopAsync();
        }

        var training = folder.Query<TrainingLine>(TrainingLine.Select)[1];
        (training.Outcome, training.Reason).ShouldBe(("swapped", "labels"), training.Detail);
        training.Attempts.ShouldBe(next == Next.BeginsAgain ? 2 : 1);
        if (next != Next.BeginsAnother)
        {
            training.Id.ShouldBe(before[1].Id);
        }

        ShouldHaveOneHeadMore(folder, training.Head!);
        ShouldBeWhole(folder);
        folder.ShouldConserveTriggers()[^1].Head.ShouldBe(training.Head);
    }

    [Theory]
    [InlineData("label.uncommitted")]
    [InlineData("label.committed")]
    public async Task Label_KilledAtAStep_IsThereOnceWhenItIsSentAgain(string point)
    {
        await using var broker = await Mosquitto.StartAsync();
        using var folder = await seed.CopyAsync(broker.Port);
        folder.Settings["Mqtt:SessionExpiry"] = "00:00:00"; // the broker may not bring the command again by itself
        var label = new LabelCommand(Guid.NewGuid(), folder.Inspections()[0].PartId, "stain", "bob");
        var payload = System.Text.Encoding.UTF8.GetString(CommandJson.Write(label));
        await KillAsync(folder, point, async killed =>
        {
            await using var watcher = await broker.WatchAsync(LineFolder.Topic("model"));
            await Eventually.TrueAsync(() => killed.HasExited || watcher.Messages.Count > 0, "the service is connected", () => string.Join('\n', killed.Lines));
            await using var client = new ChildProcess("mosquitto_pub", ["-V", "5", "-q", "1", "-p", $"{broker.Port}", "-t", LineFolder.Topic("cmd/label"), "-m", payload]);
            (await client.ExitAsync()).ShouldBe(0, string.Join('\n', client.Lines));
        });
        ShouldBeWhole(folder, new Dictionary<string, int> { ["label.uncommitted"] = 0, ["label.committed"] = 1 }[point]);

        await using var line = await RunningLine.StartAsync(folder);
        var answer = await new Operator(broker.Port).AskAsync(LineFolder.Topic("cmd/label"), payload);

        answer.ShouldBeDone();
        answer.GetProperty("detail").GetString()!.ShouldContain("is 'stain' (was 'ok' by anna");
        await line.StopAsync();
        ShouldBeWhole(folder, 1);
        folder.Query<string>("SELECT id FROM label ORDER BY seq DESC LIMIT 1").ShouldBe([label.Id.ToString()]);
    }

    /// <summary>Starts the service; it dies on the way.</summary>
    private static async Task KillAsync(LineFolder folder, string point, Func<ChildProcess, Task>? begin = null)
    {
        await using var killed = Served.Start(folder, point);
        await (begin?.Invoke(killed) ?? Task.CompletedTask);
        (await killed.ExitAsync()).ShouldBe(KilledBySignal, $"{point}: {string.Join('\n', killed.Lines)}");
    }

    /// <summary>Database and log are sound, and all labels are there.</summary>
    private void ShouldBeWhole(LineFolder folder, int more = 0)
    {
        folder.Query<string>("PRAGMA integrity_check").ShouldBe(["ok"]);
        folder.Query<string>("PRAGMA foreign_key_check").ShouldBeEmpty();
        var labels = folder.Query<string>("SELECT id FROM label ORDER BY seq");
        labels.Take(seed.Labels.Count).ShouldBe(seed.Labels);
        labels.Count.ShouldBe(seed.Labels.Count + more);
        folder.ShouldHaveAWholeLog().Count(e => e.Kind == "label").ShouldBe(labels.Count);
    }

    /// <summary>The first head and the one of the training, once each, and nothing half done.</summary>
    private void ShouldHaveOneHeadMore(LineFolder folder, string head)
    {
        string[] both = [seed.First, head];
        Directory.EnumerateFileSystemEntries(folder.Heads).Select(e => Path.GetFileName(e)!).ShouldBe(
            [.. both, .. both.Select(h => h + ".scores.json"), "active.json"], ignoreOrder: true);
        HeadFolders.LoadFolder(Path.Combine(folder.Heads, head)).Value!.Manifest.TensorsSha256.ShouldBe(seed.Expected, "as if nothing had come between");
        folder.Query<string>("SELECT version || ' ' || state FROM head ORDER BY state").ShouldBe([$"{head} active", $"{seed.First} retired"]);
        folder.Query<string>("SELECT version FROM activation ORDER BY seq").ShouldBe(both);
        folder.Query<string>("SELECT version FROM pin").ShouldBe([seed.First]);
        using var pointer = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder.Heads, "active.json")));
        pointer.RootElement.GetProperty("version").GetString().ShouldBe(head);
        folder.Query<string>("SELECT kind FROM log WHERE subject = '" + head + "' ORDER BY seq").ShouldBe(["gate", "swap", "training"]);
    }

    private sealed record TrainingLine(string Id, string Reason, string State, long Attempts, string? Head, string? Outcome, string? Detail)
    {
        public const string Select =
            "SELECT id AS Id, reason AS Reason, state AS State, attempts AS Attempts, head AS Head, outcome AS Outcome, detail AS Detail FROM training ORDER BY rowid";
    }
}
