using EdgeTransfer.Testing;

namespace EdgeTransfer.Tests.Line;

public class RealTilesTests
{
    private const int Taught = 60;
    private const int Mixed = 48;
    private const int Rest = 20;

    [Fact]
    public async Task Line_TaughtOverMqtt_JudgesRealTilesAndTellsOfEachDefect()
    {
        var free = RealImages.MagneticTiles("Free");
        var defects = RealImages.MagneticTiles("Blowhole").Take(35).Zip(RealImages.MagneticTiles("Break").Take(35)).SelectMany(p => new[] { p.First, p.Second }).ToList();
        await using var broker = await Mosquitto.StartAsync();
        await using var watcher = await broker.WatchAsync(LineFolder.Root + "/#");
        using var folder = new LineFolder("folder:.", broker.Port);
        var mixed = Enumerable.Range(0, (Mixed + Rest) / 2).SelectMany(i => new[] { free[Taught + i], defects[i] });
        var images = Copy([.. free.Take(Taught), .. mixed], folder.NewFolder("images"));
        folder.SetSource($"folder:{images}");
        var anna = new Operator(broker.Port);
        await using var line = await RunningLine.StartAsync(folder);
        await Eventually.TrueAsync(() => watcher.Model() is { Head: null }, "the model topic says that nothing has been learnt", watcher.Text);

        // taught with good parts
        await line.PassAsync(Taught);
        await anna.LabelAllAsync([.. folder.Inspections().Select(r => (r.PartId, Truth(r.Origin)))]);
        (await anna.AskTrainAsync()).GetProperty("status").GetString().ShouldBe("accepted");
        var first = await watcher.TrainingAsync(1);
        await anna.ApproveAsync(first);
        await Eventually.TrueAsync(() => watcher.Model()?.Head == first.Head, "the model topic names the first head", watcher.Text);
        await ShouldBeRetainedAsync(broker, first.Head!);

        // judged by the first head; then all of them are labelled, defects by their class
        await line.PassAsync(Mixed);
        var judged = folder.Inspections().Skip(Taught).ToList();
        judged.ShouldAllBe(r => r.Head == first.Head && r.Verdict != "NOT_INSPECTED");
        var defective = judged.Where(r => Truth(r.Origin) != "ok").ToList();
        defective.ShouldContain(r => r.Verdict != "OK", "a memory bank of good tiles sees some holes and breaks");
        await anna.LabelAllAsync([.. judged.Select(r => (r.PartId, Truth(r.Origin)))]);

        // trained again: it passes the check, and says why
        (await anna.AskTrainAsync()).GetProperty("status").GetString().ShouldBe("accepted");
        var second = await watcher.TrainingAsync(2);
        var gate = second.Gate.ShouldNotBeNull(second.Detail);
        gate.Challenger.Defects.ShouldBeGreaterThan(0);
        gate.Challenger.Escapes.ShouldBeLessThanOrEqualTo(gate.Champion.ShouldNotBeNull().Escapes, "it was shown the defects that the first head missed");
        await anna.ApproveAsync(second);
        second.Detail.ShouldStartWith(gate.Sentence);
        await Eventually.TrueAsync(() => watcher.Model()?.Head == second.Head, "the model topic names the second head", watcher.Text);
        watcher.Model()!.Classes.ShouldBe(["Blowhole", "Break", "ok"], ignoreOrder: true);

        await line.PassAsync(Rest);
        folder.Inspections().Skip(Taught + Mixed).ShouldAllBe(r => r.Head == second.Head);

        // nothing lost
        line.Run();
        await line.FinishedAsync();
        var rows = folder.ShouldConserveTriggers();
        rows.Count.ShouldBe(Taught + Mixed + Rest);
        await watcher.ShouldTellOfAsync(rows);
        await line.StopAsync();
    }

    private static async Task ShouldBeRetainedAsync(Mosquitto broker, string head)
    {
        await using var late = await broker.WatchAsync(LineFolder.Topic("model"));
        await late.SeesAsync(m => m.Retained, "the model document is retained");
        late.Model()!.Head.ShouldBe(head);
        late.Model()!.Policy!.Head.ShouldBe(head);
    }

    /// <summary>In this order: the number comes first in the name, then the class.</summary>
    private static string Copy(IReadOnlyList<string> images, string folder)
    {
        foreach (var (index, image) in images.Index())
        {
            var kind = new DirectoryInfo(image).Parent!.Parent!.Name["MT_".Length..];
            File.Copy(image, Path.Combine(folder, $"{index:D4}_{kind}.jpg"));
        }

        return folder;
    }

    private static string Truth(string origin) => Path.GetFileNameWithoutExtension(origin)[5..] is var kind && kind == "Free" ? "ok" : kind;
}
