using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Testing;

namespace EdgeTransfer.Tests.Line;

public class BadModelTests
{
    private const int HeadRefused = 1102;
    private const int ModelsRefused = 1007;
    private const int Taught = 60;

    [Fact]
    public async Task Backbone_OfZeroBytes_JudgesNothingAndSaysSoOnce()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var watcher = await broker.WatchAsync(LineFolder.Root + "/#");
        using var folder = new LineFolder("sim:disc?count=20", broker.Port);
        folder.Settings["Inference:ModelsFolder"] = LinkModels(folder.NewFolder("models"), without: "efficientnet-lite0.onnx");
        await using var line = await RunningLine.StartAsync(folder);
        line.Run();
        await line.FinishedAsync();

        var rows = folder.ShouldConserveTriggers();
        rows.Count.ShouldBe(20);
        rows.ShouldAllBe(r => r.Verdict == "NOT_INSPECTED" && r.Reason == "model_refused" && r.Detail!.Contains("efficientnet-lite0.onnx (0 bytes)"));
        line.Log.Of(ModelsRefused).ShouldHaveSingleItem().ShouldContain("copy it again");
        await watcher.SeesAsync(m => m.Topic == $"{LineFolder.Root}/state" && m.Payload.Contains("\"online\"", StringComparison.Ordinal), "the device is online");
        (await new Operator(broker.Port).AskTrainAsync()).GetProperty("reason").GetString().ShouldBe("model_refused");
        var fault = watcher.Alerts().ShouldHaveSingleItem().Fault!;
        (fault.Phase, fault.Reason).ShouldBe((FaultPhase.Begin, NotInspectedReason.ModelRefused));
        await line.StopAsync(ModelsRefused);
    }

    [Fact]
    public async Task ActiveHead_Damaged_IsNotTaughtUntilTrainedAgain()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var watcher = await broker.WatchAsync(LineFolder.Root + "/#");
        using var folder = new LineFolder("sim:disc", broker.Port);
        var anna = new Operator(broker.Port);
        string? head;
        await using (var line = await RunningLine.StartAsync(folder))
        {
            await line.PassAsync(Taught);
            await anna.LabelAllAsync([.. folder.Inspections().Select(r => (r.PartId, "ok"))]);
            head = await TrainWhileAnotherRunsAsync(anna, watcher);
            await line.PassAsync(1);
            folder.Inspections()[^1].Head.ShouldBe(head);
            await line.StopAsync();
        }

        FlipByte(Path.Combine(folder.Heads, head!, "head.safetensors"));
        await using (var line = await RunningLine.StartAsync(folder))
        {
            line.Log.Of(HeadRefused).ShouldHaveSingleItem().ShouldContain("head.safetensors has the SHA-256");
            await line.PassAsync(2);
            folder.Inspections().TakeLast(2).ShouldAllBe(r => r.Reason == "not_taught" && r.Head == null);
            await Eventually.TrueAsync(() => watcher.Model() is { Head: null, Gate: { } why } && why.Contains("SHA-256", StringComparison.Ordinal), "the model topic says why nothing judges", watcher.Text);

            (await anna.AskTrainAsync()).GetProperty("status").GetString().ShouldBe("accepted");
            var healed = await watcher.TrainingAsync(2);
            await anna.ApproveAsync(healed);
            await line.PassAsync(1);
            folder.ShouldConserveTriggers()[^1].Head.ShouldBe(healed.Head);
            await line.StopAsync(HeadRefused);
        }
    }

    /// <summary>Asked for both at once: the second comes while the first has hardly begun.</summary>
    private static async Task<string?> TrainWhileAnotherRunsAsync(Operator anna, Watcher watcher)
    {
        var answers = await Task.WhenAll(anna.AskTrainAsync(), anna.AskTrainAsync());
        answers.Select(a => a.GetProperty("status").GetString()).ShouldBe(["accepted", "refused"], ignoreOrder: true);
        answers.Single(a => a.GetProperty("status").GetString() == "refused").GetProperty("reason").GetString().ShouldBe("busy");

        var training = await watcher.TrainingAsync(1);
        await anna.ApproveAsync(training);
        return training.Head;
    }

    private static string LinkModels(string folder, string without)
    {
        foreach (var entry in Directory.EnumerateFileSystemEntries(Repository.Models).Where(e => Path.GetFileName(e) != without))
        {
            File.CreateSymbolicLink(Path.Combine(folder, Path.GetFileName(entry)), entry);
        }

        File.WriteAllBytes(Path.Combine(folder, without), []);
        return folder;
    }

    private static void FlipByte(string path)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[^100] ^= 0x40;
        File.WriteAllBytes(path, bytes);
    }
}
