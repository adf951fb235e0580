using System.Numerics.Tensors;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Inference;
using EdgeTransfer.Inference.Judging;
using EdgeTransfer.Learning;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Database;
using EdgeTransfer.Storage.Samples;
using EdgeTransfer.Testing;
using EdgeTransfer.Tests.Stations;
using EdgeTransfer.Vision.Preparing;
using EdgeTransfer.Vision.Simulation;

namespace EdgeTransfer.Tests.Line;

/// <summary>A line that was taught with one backbone goes on with another: nothing is lost, nothing is mixed.</summary>
public class BackboneChangeTests
{
    private const int HeadRefused = 1102;
    private const int Stopped = 1131;
    private const int NotRefreshed = 1133;
    private const int Shown = 60;
    private const int Labelled = 50;
    private const int Done = 15;
    private const string Source = "sim:disc?seed=7&defects=0.2";

    private static readonly Recipe Before = new() { Product = LineFolder.Product };
    private static readonly Recipe After = Before with { Backbone = "efficientnet-lite0-int8" };

    [Fact]
    public async Task Start_WithAnotherBackbone_EmbedsTheRestAndTrainsOnAll()
    {
        await using var broker = await Mosquitto.StartAsync();
        await using var watcher = await broker.WatchAsync(LineFolder.Root + "/#");
        using var folder = new LineFolder(Source, broker.Port);
        var anna = new Operator(broker.Port);
        await using (var line = await RunningLine.StartAsync(folder))
        {
            await line.PassAsync(Shown);
            await anna.LabelAllAsync([.. folder.Inspections().Take(Labelled).Select(r => (r.PartId, Truth(r.Origin)))]);
            await TrainAsync(anna, watcher, 1);
            await line.StopAsync();
        }

        using var models = Models.Load(new InferenceOptions { ModelsFolder = Repository.Models }, After.Backbone).OrShow();
        using var old = Models.Load(new InferenceOptions { ModelsFolder = Repository.Models }, Before.Backbone).OrShow();
        var (oldKey, newKey) = (old.KeyFor(Before), models.KeyFor(After));
        folder.SetSource(Source, After);
        var (done, lost) = await EmbedSomeAsync(folder, models, newKey);
        var written = done.ToDictionary(part => part, part => File.GetLastWriteTimeUtc(Features(folder, part, newKey)));

        await using (var line = await RunningLine.StartAsync(folder))
        {
            await Eventually.TrueAsync(() => watcher.Samples() is { State: "computing" } s && s.FeatureKey == newKey, "it goes on with the rest", line.Log.ToString);
            watcher.Samples()!.Ready.ShouldBe(Done);
            await line.StopAsync(HeadRefused);
            line.Log.Of(Stopped).ShouldHaveSingleItem();
        }

        await using (var line = await RunningLine.StartAsync(folder))
        {
            await Eventually.TrueAsync(() => watcher.Samples() is { State: "complete" } s && s.FeatureKey == newKey, "all samples have features", line.Log.ToString);
            watcher.Samples()!.ShouldSatisfyAllConditions(s => s.Samples.ShouldBe(Shown), s => s.Ready.ShouldBe(Shown - 1), s => s.Failed.ShouldBe(1));
            line.Log.Of(NotRefreshed).ShouldHaveSingleItem().ShouldContain(lost);
            written.ShouldAllBe(w => File.GetLastWriteTimeUtc(Features(folder, w.Key, newKey)) == w.Value);
            Count(folder, newKey).ShouldBe(Shown - 1);
            Count(folder, oldKey).ShouldBe(Shown, "the active head is still of the old backbone");
            await line.PassAsync(1);
            folder.Inspections()[^1].Reason.ShouldBe("not_taught");

            var training = await TrainAsync(anna, watcher, 2);
            training.Detail.ShouldContain("1 labelled samples took no part");
            await line.PassAsync(1);
            folder.ShouldConserveTriggers()[^1].Head.ShouldBe(training.Head);
            Directory.GetFiles(Path.Combine(folder.Data, "samples", LineFolder.Product), $"*.{oldKey}.safetensors").ShouldHaveSingleItem().ShouldContain(lost);
            await line.StopAsync(HeadRefused);
        }

        await ShouldBeOfTheNewBackboneAsync(folder, models, newKey);
    }

    /// <summary>The work of a job that is killed on its way; then the image of a labelled sample that is still due breaks.</summary>
    private static async Task<(string[] Done, string Lost)> EmbedSomeAsync(LineFolder folder, Models models, string key)
    {
        using var database = LineDatabase.Open(folder.Database).OrShow();
        var store = new SampleStore(database, Path.Combine(folder.Data, "samples"));
        using var embedder = new SampleEmbedder(store, new PartJudge(models.Backbone, models.Graphs, After), After, key);
        var samples = await store.ListAsync(LineFolder.Product);
        samples.Count.ShouldBe(Shown);
        samples.Take(Labelled).ShouldAllBe(s => s.Class != null);
        foreach (var sample in samples.Take(Done))
        {
            embedder.Embed(sample).ShouldBeNull();
            SampleEmbedder.IsReady(store, After, key, sample).ShouldBeTrue();
        }

        var lost = samples.Take(Labelled).Last(s => s.Class == Label.Ok && !Lockbox.Holds(s.PartId)).PartId;
        await File.WriteAllTextAsync(Path.Combine(folder.Data, "samples", LineFolder.Product, lost + ".png"), "no image");
        return ([.. samples.Take(Done).Select(s => s.PartId)], lost);
    }

    private static async Task ShouldBeOfTheNewBackboneAsync(LineFolder folder, Models models, string key)
    {
        using var database = LineDatabase.Open(folder.Database).OrShow();
        var store = new SampleStore(database, Path.Combine(folder.Data, "samples"));
        using var judge = new PartJudge(models.Backbone, models.Graphs, After);
        using var preparation = new Preparation();
        var set = await store.LoadLabelledAsync(LineFolder.Product, key);
        (set.Samples.Count, set.Skipped).ShouldBe((Labelled - 1, 1));
        foreach (var sample in set.Samples)
        {
            using var image = RegionImage.Decode(store.ReadImage(sample.PartId, LineFolder.Product), sample.PartId, TimeProvider.System).OrShow();
            preparation.PrepareRegion(image, After, judge.Image);
            judge.ComputeFeatures();
            TensorPrimitives.Distance(judge.CopyFeatures().Embedding, sample.Features.Embedding).ShouldBeLessThan(1e-2f, sample.PartId);
            sample.Features.Views.Count.ShouldBe(sample.InLockbox ? 0 : 13);
        }
    }

    private static async Task<Core.Messages.TrainingMessage> TrainAsync(Operator anna, Watcher watcher, int number)
    {
        (await anna.AskTrainAsync()).GetProperty("status").GetString().ShouldBe("accepted");
        var training = await watcher.TrainingAsync(number);
        await anna.ApproveAsync(training);
        return training;
    }

    private static int Count(LineFolder folder, string key) => Directory.GetFiles(Path.Combine(folder.Data, "samples", LineFolder.Product), $"*.{key}.safetensors").Length;

    private static string Features(LineFolder folder, string part, string key) => Path.Combine(folder.Data, "samples", LineFolder.Product, $"{part}.{key}.safetensors");

    private static string Truth(string origin) => SimPart.Describe(SimOptions.Parse(Source).Value!, SimPart.IndexOf(origin)!.Value).DefectClass ?? Label.Ok;
}
