using EdgeTransfer.Core.Registry;
using EdgeTransfer.Testing;

namespace EdgeTransfer.Tests.Line;

/// <summary>Folders, registry and pointer are kept together, and heads that nothing needs go.</summary>
public class HeadKeeperTests
{
    private const int PointerRepaired = 1190;

    [Fact]
    public async Task Heads_MoreThanAreKept_GoUnlessNeeded_AndAStartTakesInWhatItFinds()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var watcher = await broker.WatchAsync(LineFolder.Root + "/#");
        using var folder = TwoHeads.NewFolder(broker);
        folder.Settings["Learning:KeepHeads"] = "1";
        var anna = new Operator(broker.Port);
        string first, second, third;
        await using (var line = await RunningLine.StartAsync(folder))
        {
            (first, second) = await TwoHeads.TeachAsync(line, folder, anna, watcher);
            Versions(folder).ShouldBe([first, second]);
            third = await TwoHeads.TrainAsync(anna, watcher, 3);
            await Eventually.TrueAsync(() => Versions(folder).Length == 2, "the head that waited no longer is deleted", line.Log.ToString);
            Versions(folder).ShouldBe([first, third], "the first judges and is pinned");
            File.Exists(Path.Combine(folder.Heads, second + ".scores.json")).ShouldBeFalse();
            (await anna.AskHeadAsync("activate", new { head = second })).ShouldBeRefused("deleted");
            await line.StopAsync();
        }

        State(folder, second).ShouldBe("deleted");
        await File.WriteAllTextAsync(Path.Combine(folder.Heads, "active.json"), "{", TestContext.Current.CancellationToken);
        using (var database = folder.Open())
        {
            // as an older release leaves it, and a crash between folder and row
            Dapper.SqlMapper.Execute(database, $"DROP TRIGGER head_never_goes; DELETE FROM head WHERE version = '{third}'");
        }

        await using (var line = await RunningLine.StartAsync(folder))
        {
            line.Log.Of(PointerRepaired).ShouldHaveSingleItem();
            State(folder, third).ShouldBe("retired", "it has a policy");
            await line.PassAsync(1);
            folder.ShouldConserveTriggers()[^1].Head.ShouldBe(first);
            (await File.ReadAllTextAsync(Path.Combine(folder.Heads, "active.json"), TestContext.Current.CancellationToken)).ShouldContain(first);
            await line.StopAsync();
        }
    }

    [Theory]
    [InlineData(GateMode.Manual, "kept", "inconclusive")]
    [InlineData(GateMode.Automatic, "waiting", "waiting")]
    public async Task Train_OnFewParts_NoModeActivatesWithoutAPerson(GateMode mode, string outcome, string state)
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var watcher = await broker.WatchAsync(LineFolder.Root + "/#");
        using var folder = new LineFolder("sim:disc?seed=7", broker.Port, mode);
        var anna = new Operator(broker.Port);
        await using var line = await RunningLine.StartAsync(folder);
        await line.PassAsync(40);
        await anna.LabelAllAsync([.. folder.Inspections().Select(r => (r.PartId, "ok"))]);
        (await anna.AskTrainAsync()).ShouldBeAccepted();

        var training = await watcher.TrainingAsync(1);

        training.Outcome.ShouldBe(outcome, training.Detail);
        State(folder, training.Head!).ShouldBe(state);
        line.Station.Slot.HeadVersion.ShouldBeNull();
        (await anna.AskHeadAsync("activate", new { head = training.Head })).ShouldBeDone();
        folder.ShouldHaveAWholeLog().Count(e => e.Kind == "gate").ShouldBe(1);
        await line.StopAsync();
    }

    private static string[] Versions(LineFolder folder) => [.. Directory.GetDirectories(folder.Heads).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal)];

    private static string State(LineFolder folder, string version) => folder.Query<string>($"SELECT state FROM head WHERE version = '{version}'").ShouldHaveSingleItem();
}
