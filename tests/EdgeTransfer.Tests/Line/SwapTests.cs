using EdgeTransfer.Testing;
using EdgeTransfer.Vision.Simulation;

namespace EdgeTransfer.Tests.Line;

public class SwapTests
{
    private const int Taught = 40;
    private const int Shown = 80;
    private const string Source = "sim:disc?seed=7&defects=0.2&from=60";

    [Fact]
    public async Task Train_TwiceWhileTheLineRuns_EachPartHasOneHeadAndItsPolicy()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var watcher = await broker.WatchAsync(LineFolder.Root + "/#");
        using var folder = new LineFolder(Source, broker.Port);
        folder.Settings["Learning:RandomShare"] = "0";
        var anna = new Operator(broker.Port);
        string[] heads;
        await using (var line = await RunningLine.StartAsync(folder))
        {
            await line.PassAsync(Shown);
            var good = folder.Inspections().Where(r => IsGood(r.Origin)).ToList();
            await anna.LabelAllAsync([.. good.Take(Taught).Select(r => (r.PartId, "ok"))]);
            line.Run();
            var first = await TrainAsync(anna, watcher, 1);
            await line.RecordedAsync(rows => rows.Count(r => r.Head == first) > 10, "the first head judges");
            await anna.LabelAllAsync([.. good.Skip(Taught).Select(r => (r.PartId, "ok"))]);
            var second = await TrainAsync(anna, watcher, 2);
            await line.RecordedAsync(rows => rows.Count(r => r.Head == second) > 10, "the second head judges");
            heads = [first, second];
            await line.StopAsync();
            var (tally, rows) = (line.Station.Tally, folder.ShouldConserveTriggers());
            tally.Triggers.ShouldBe(rows.Count);
            Enum.GetValues<Core.Inspecting.Verdict>().Sum(tally.Of).ShouldBe(rows.Count);
        }

        var inspections = folder.Inspections();
        var headOf = folder.Query<(string Version, string Head)>("SELECT version, head FROM policy").ToDictionary(p => p.Version, p => p.Head);
        inspections.ShouldAllBe(r => r.Head == null ? r.Policy == null && r.Verdict == "NOT_INSPECTED" : headOf[r.Policy!] == r.Head);
        Runs(inspections).ShouldBe([null, .. heads], "a head that was replaced never comes back");

        await using (var again = await RunningLine.StartAsync(folder))
        {
            await again.PassAsync(1);
            var restarted = folder.ShouldConserveTriggers()[^1];
            restarted.Head.ShouldBe(heads[1]);
            headOf[restarted.Policy!].ShouldBe(heads[1]);
            watcher.Model()!.Head.ShouldBe(heads[1]);
            await again.StopAsync();
        }
    }

    private static async Task<string> TrainAsync(Operator anna, Watcher watcher, int number)
    {
        (await anna.AskTrainAsync()).GetProperty("status").GetString().ShouldBe("accepted");
        var training = await watcher.TrainingAsync(number);
        await anna.ApproveAsync(training);
        return training.Head!;
    }

    /// <summary>The heads in the order of the parts, each run once.</summary>
    private static List<string?> Runs(IReadOnlyList<Row> rows)
    {
        List<string?> runs = [];
        foreach (var row in rows.Where(r => runs.Count == 0 || r.Head != runs[^1]))
        {
            runs.Add(row.Head);
        }

        return runs;
    }

    private static bool IsGood(string origin) => SimPart.Describe(SimOptions.Parse(Source).Value!, SimPart.IndexOf(origin)!.Value).DefectClass is null;
}
