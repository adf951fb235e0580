using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Heads.Anomaly;
using EdgeTransfer.Core.Heads.Fusion;
using EdgeTransfer.Core.Mathematics;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Watching;
using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Learning;
using EdgeTransfer.Stations;
using EdgeTransfer.Testing;

namespace EdgeTransfer.Tests.Line;

public class SilentHeadTests
{
    private const int Tried = 8;

    /// <summary>On the real service: every verdict, record and alert is that of the active head, and the parts worth a look are kept.</summary>
    [Fact]
    public async Task Try_ChallengerThatPassesNothing_ChangesNoVerdictAndKeepsEachDisagreement()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var watcher = await broker.WatchAsync(LineFolder.Root + "/#");
        using var folder = new LineFolder("sim:disc?seed=7&defects=0", broker.Port);
        folder.Settings["Learning:RandomShare"] = "0";
        await using var line = await RunningLine.StartAsync(folder);
        line.Station.Slot.Publish(Head(line, "a"), Bands("a", passes: true));
        await line.PassAsync(2);
        var plan = new TrialPlan("a", "p-a", "b", "p-b", Tried, TimeSpan.FromHours(1), TimeProvider.System.GetUtcNow());

        (await line.Get<WatchKeeper>().TryAsync(line.Station, plan, Head(line, "b"), Bands("b", passes: false))).ShouldBeNull();
        for (var n = 0; n < Tried; n++)
        {
            await line.PassAsync(1); // one at a time: none is waiting, so none is skipped
        }

        await Eventually.TrueAsync(() => watcher.Watches().Any(m => m.Decision == WatchDecision.Passed), "the trial has ended", watcher.Text);
        await Eventually.TrueAsync(() => Kept(folder).Count == Tried, "the parts are kept", line.Log.ToString);
        await line.PassAsync(2);
        await line.StopAsync();

        var rows = folder.ShouldConserveTriggers();
        rows.Count.ShouldBe(Tried + 4);
        rows.ShouldAllBe(r => r.Verdict == "OK" && r.Head == "a" && r.Policy == "p-a");
        watcher.Alerts().ShouldBeEmpty();
        string[] tried = [.. rows.Skip(2).Take(Tried).Select(r => r.PartId)];
        folder.Query<string>("SELECT part_id FROM disagreement WHERE purpose = 'trial' AND verdict = 'OK' AND shadow_verdict = 'NG' ORDER BY seq").ShouldBe(tried);
        Kept(folder).ShouldBe(tried, ignoreOrder: true);
        var end = watcher.Watches()[^1];
        (end.Counts, end.Skipped, end.Failed).ShouldBe((new PairCounts(0, 0, Tried, 0), 0, 0));
        end.Sentence.ShouldBe($"Challenger b: of {Tried} parts it would have passed 0 that head a did not pass, and not passed {Tried} that it passed.");
    }

    private static IReadOnlyList<string> Kept(LineFolder folder) => folder.Query<string>("SELECT part_id FROM sample");

    private static Policy Bands(string head, bool passes) =>
        new() { Version = "p-" + head, Head = head, UnsureFrom = passes ? 1e30 : -1e30, NgFrom = passes ? 1e30 : -1e30, Method = "test" };

    /// <summary>One bank row in a space of one dimension.</summary>
    private static ServedHead Head(RunningLine line, string version)
    {
        var dimension = line.Get<StationSet>().ModelsOf(line.Station).Value!.Backbone.PatchDimension;
        var anomaly = new AnomalyHead(new float[dimension], new Matrix(dimension, 1, new float[dimension]), new Matrix(1, 1, new float[1]));
        var manifest = new HeadManifest
        {
            Version = version, Product = LineFolder.Product, FeatureKey = line.Station.ServedKey, Backbone = "", InputSize = 224, TopPatches = 5,
            Created = default, Origin = "test", Samples = new Dictionary<string, int>(), TensorsSha256 = "",
        };
        return new(manifest, new Head(anomaly, null, new ScoreFusion(new Standard(0, 1), null)));
    }
}
