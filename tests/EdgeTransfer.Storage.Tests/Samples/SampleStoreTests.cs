using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Storage.Database;
using EdgeTransfer.Storage.Labels;
using Microsoft.Data.Sqlite;

namespace EdgeTransfer.Storage.Samples;

public sealed class SampleStoreTests : IDisposable
{
    private const string Key = "k1";

    private readonly Device _device = new();

    public void Dispose() => _device.Dispose();

    [Fact]
    public async Task LoadLabelledAsync_BySecondObject_GivesFeaturesAndLabels()
    {
        await Save("p1", seed: 1);
        await Save("p2", seed: 2);
        await Save("unlabelled", seed: 3);
        await Label(1, "p2", "scratch");
        await Label(2, "p1", "ok");
        _device.Restart();

        var set = await Store.LoadLabelledAsync("gear", Key);

        set.Skipped.ShouldBe(0);
        set.Samples.Select(s => (s.PartId, s.Class)).ShouldBe([("p2", "scratch"), ("p1", "ok")]);
        set.Samples[1].Features.ShouldBeEquivalentTo(Features(1));
        (await Store.CountAsync("gear")).ShouldBe(3);
        File.ReadAllBytes(_device.Folder.At("samples", "gear", "p1.png")).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task ReplaceFeatures_WithViews_AreReadBySecondObject()
    {
        await Save("p1", seed: 1);
        await Label(1, "p1", "ok");
        var viewed = Features(1) with { Views = [Features(2).Embedding, Features(3).Embedding] };

        Store.ReplaceFeatures("p1", "gear", Key, viewed);
        _device.Restart();

        var views = (await Store.LoadLabelledAsync("gear", Key)).Samples.ShouldHaveSingleItem().Features.Views;
        views.SelectMany(v => v).ShouldBe(viewed.Views.SelectMany(v => v));
        Store.ReadImage("p1", "gear").ShouldBe([1, 2, 3]);
        Store.ReadImage("none", "gear").ShouldBeNull();
    }

    [Fact]
    public async Task LoadLabelledAsync_AnyPart_IsInTheLockboxThatItsIdSays()
    {
        for (var i = 0; i < 30; i++)
        {
            await Save($"p{i}", seed: i);
            await Label(i, $"p{i}", "ok");
        }

        var samples = (await Store.LoadLabelledAsync("gear", Key)).Samples;

        samples.ShouldAllBe(s => s.InLockbox == Lockbox.Holds(s.PartId));
        samples.Select(s => s.InLockbox).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task LoadLabelledAsync_OtherFeatureKeyOrProduct_IsNotMixedIn()
    {
        await Save("p1", seed: 1);
        await Store.SaveAsync("p2", "gear", Some.Start, [9], "k2", Features(2));
        await Store.SaveAsync("p3", "other", Some.Start, [9], Key, Features(3));
        await Label(1, "p1", "ok");
        await Label(2, "p2", "ok");
        await Label(3, "p3", "ok");

        var set = await Store.LoadLabelledAsync("gear", Key);

        set.Samples.Select(s => s.PartId).ShouldBe(["p1"]);
        set.Skipped.ShouldBe(1);
    }

    [Fact]
    public async Task LoadLabelledAsync_DamagedOrMissingFeatures_AreCountedAsSkipped()
    {
        foreach (var (part, i) in new[] { "good", "garbage", "cut", "missing", "folder" }.Select((p, i) => (p, i)))
        {
            await Save(part, seed: i);
            await Label(i, part, "ok");
        }

        string Path(string part) => _device.Folder.At("samples", "gear", $"{part}.{Key}.safetensors");
        File.WriteAllText(Path("garbage"), "garbage");
        File.WriteAllBytes(Path("cut"), File.ReadAllBytes(Path("cut"))[..^1]);
        File.Delete(Path("missing"));
        File.Delete(Path("folder"));
        Directory.CreateDirectory(Path("folder"));

        var set = await Store.LoadLabelledAsync("gear", Key);

        set.Samples.Select(s => s.PartId).ShouldBe(["good"]);
        set.Skipped.ShouldBe(4);
    }

    [Fact]
    public async Task LoadLabelledAsync_MoreThanTheLimit_LoadsTheNewestOfEachClassAndOfTheLockboxItsShare()
    {
        for (var i = 0; i < 100; i++)
        {
            await Save($"p{i}", seed: i);
            await Label(i, $"p{i}", i % 10 == 0 ? "pit" : "ok");
        }

        string[] Newest(bool inLockbox, string name, int count) =>
            [.. Enumerable.Range(0, 100).Where(i => Lockbox.Holds($"p{i}") == inLockbox && (i % 10 == 0 ? "pit" : "ok") == name).Select(i => $"p{i}").TakeLast(count)];

        var loaded = await Store.LoadLabelledAsync("gear", Key, limit: 20);

        var pits = Newest(false, "pit", 100).Length;
        loaded.Samples.Where(s => !s.InLockbox).Select(s => s.PartId).ShouldBe([.. Newest(false, "pit", 100), .. Newest(false, "ok", 20 - pits)], ignoreOrder: true);
        loaded.Samples.Count(s => s.InLockbox).ShouldBe(5);
        loaded.Samples.Select(s => int.Parse(s.PartId[1..])).ShouldBeInOrder();
        (await Store.LoadLabelledAsync("gear", Key)).Samples.Count.ShouldBe(100);
    }

    [Fact]
    public async Task LoadLabelledAsync_BeyondTheLimit_ReadsNoFileInVain()
    {
        for (var i = 0; i < 40; i++)
        {
            await Save($"p{i}", seed: i);
            await Label(i, $"p{i}", "ok");
        }

        File.WriteAllText(_device.Folder.At("samples", "gear", $"p{Enumerable.Range(0, 40).First(i => !Lockbox.Holds($"p{i}"))}.{Key}.safetensors"), "damaged");

        (await Store.LoadLabelledAsync("gear", Key, limit: 10)).Skipped.ShouldBe(0);
        (await Store.LoadLabelledAsync("gear", Key)).Skipped.ShouldBe(1);
    }

    [Fact]
    public async Task OpenToRead_BesideTheServiceThatWrites_ReadsAndTouchesNothing()
    {
        await Save("p1", seed: 1);
        await Label(1, "p1", "pit");
        Store.ReplaceFeatures("p1", "gear", "another", Features(2));
        Store.ReplaceFeatures("p0.5", "gear", "k0", Features(2)); // of no sample: it is removed at once
        await Save("p2", seed: 2);
        var unfinished = Directory.CreateDirectory(_device.Folder.At("samples", ".unfinished-x")).FullName;
        using var beside = LineDatabase.OpenToRead(_device.DatabaseFile).Value!;

        var store = SampleStore.OpenToRead(beside, _device.Folder.At("samples"));

        (await store.LoadLabelledAsync("gear", Key)).Samples.ShouldHaveSingleItem().Features.ShouldBeEquivalentTo(Features(1));
        store.MainFeatureKey("gear").ShouldBe(Key, "two samples have it, one has another");
        store.MainFeatureKey("none").ShouldBeNull();
        Directory.Exists(unfinished).ShouldBeTrue("the service may be writing it");
    }

    [Fact]
    public async Task SaveAsync_PartThatIsStored_StaysAsItIs()
    {
        await Save("p1", seed: 1);
        await Label(1, "p1", "ok");

        await Store.SaveAsync("p1", "gear", Some.Start.AddDays(1), [9, 9], Key, Features(2));
        await Store.SaveAsync("p1", "other", Some.Start.AddDays(1), [9, 9], Key, Features(2));

        (await Store.LoadLabelledAsync("gear", Key)).Samples.ShouldHaveSingleItem().Features.ShouldBeEquivalentTo(Features(1));
        File.ReadAllBytes(_device.Folder.At("samples", "gear", "p1.png")).ShouldBe([1, 2, 3]);
        Directory.Exists(_device.Folder.At("samples", "other")).ShouldBeFalse();
        (await Store.CountAsync("gear")).ShouldBe(1);
    }

    [Theory]
    [InlineData("../p", "gear", Key)]
    [InlineData("a/b", "gear", Key)]
    [InlineData("", "gear", Key)]
    [InlineData(".hidden", "gear", Key)]
    [InlineData("p", "..", Key)]
    [InlineData("p", "gear", "../k")]
    public async Task SaveAsync_NameThatLeavesTheFolder_Throws(string part, string product, string key)
    {
        await Should.ThrowAsync<ArgumentException>(Store.SaveAsync(part, product, Some.Start, [1], key, Features(1)));

        Directory.EnumerateFileSystemEntries(_device.Folder.At("samples")).ShouldBeEmpty();
    }

    [Fact]
    public async Task LoadLabelledAsync_WithMarks_GivesThemAsFractionsOfTheRegion()
    {
        var region = new Region(100, 50, 200, 400);
        await Store.SaveAsync("p1", "gear", Some.Start, [1], Key, Features(1), SamplePlace.Of(region, 640, 480));
        FrameBox[] marks = [new(150, 150, 50, 100), new(100.5, 50, 1, 1)];

        (await Labels.AppendAsync(Said(1, "p1", "scratch") with { Marks = marks })).IsOk.ShouldBeTrue();
        _device.Restart();

        (await Store.LoadLabelledAsync("gear", Key, region)).Samples.ShouldHaveSingleItem().Marks.ShouldBe(Marks.In(region, marks));
        (await Store.LoadLabelledAsync("gear", Key)).Samples.ShouldHaveSingleItem().Marks.ShouldBe(Marks.In(new(0, 0, 640, 480), marks), "without a region the frame counts");
        Should.Throw<SqliteException>(() => _device.Execute("UPDATE label SET marks = NULL")).Message.ShouldContain("labels are append-only");
        await Label(2, "p1", "ok");
        (await Store.LoadLabelledAsync("gear", Key, region)).Samples.ShouldHaveSingleItem().Marks.ShouldBeEmpty();
    }

    [Fact]
    public async Task PlaceAsync_SampleStoredBeforePlacesWere_LiesAtTheRegionIfItHasItsSize()
    {
        var png = File.ReadAllBytes(Path.Combine(Testing.Repository.Models, "golden", "input.png"));
        await Store.SaveAsync("old", "gear", Some.Start, png, Key, Features(1));
        await Save("short", seed: 2);
        await Store.SaveAsync("new", "gear", Some.Start, [1], Key, Features(1), new(1, 2, 3, 4, 50, 60));

        (await Store.PlaceAsync("old", "gear", null)).ShouldBe(new(0, 0, 224, 224, 224, 224));
        (await Store.PlaceAsync("old", "gear", new Region(7, 9, 224, 224)))!.CropFor(new Region(7, 9, 224, 224)).ShouldBe(new(0, 0, 224, 224));
        (await Store.PlaceAsync("old", "gear", new Region(7, 9, 200, 224))).ShouldBeNull();
        (await Store.PlaceAsync("new", "gear", null)).ShouldBe(new(1, 2, 3, 4, 50, 60));
        (await Store.PlaceAsync("short", "gear", null)).ShouldBeNull();
        (await Store.PlaceAsync("none", "gear", null)).ShouldBeNull();
        (await Store.PlaceAsync("old", "other", null)).ShouldBeNull();
    }

    [Fact]
    public async Task ListAsync_LabelledAndOthers_LabelledFirstInTheOrderOfTheirLabels()
    {
        await Save("p1", seed: 1);
        await Store.SaveAsync("p2", "gear", Some.Start.AddDays(1), [1], Key, Features(2));
        await Save("p3", seed: 3);
        await Save("p4", seed: 4);
        await Store.SaveAsync("other", "other", Some.Start, [1], Key, Features(2));
        await Label(1, "p4", "ok");
        await Label(2, "p3", "scratch");

        (await Store.ListAsync("gear")).Select(s => (s.PartId, s.Class)).ShouldBe([("p4", "ok"), ("p3", "scratch"), ("p2", null), ("p1", null)]);
    }

    [Fact]
    public async Task CountViews_AnyFile_IsWhatAReaderFinds()
    {
        await Save("plain", seed: 1);
        await Save("viewed", seed: 1);
        await Save("cut", seed: 1);
        Store.ReplaceFeatures("viewed", "gear", Key, Features(1) with { Views = [Features(2).Embedding, Features(3).Embedding] });
        var path = _device.Folder.At("samples", "gear", $"cut.{Key}.safetensors");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^1]);

        new[] { "plain", "viewed", "cut", "none" }.Select(p => Store.CountViews(p, "gear", Key)).ShouldBe([0, 2, null, null]);
        Store.CountViews("plain", "gear", "k2").ShouldBeNull();
    }

    [Fact]
    public async Task RemoveOtherFeatures_PartsWithTheNewOnes_LoseAllButThoseToKeep()
    {
        foreach (var part in new[] { "p.1", "p2" })
        {
            await Store.SaveAsync(part, "gear", Some.Start, [1, 2, 3], "old", Features(1));
            Store.ReplaceFeatures(part, "gear", "active", Features(2));
        }

        Store.ReplaceFeatures("p.1", "gear", Key, Features(3));

        Store.RemoveOtherFeatures("gear", Key, ["active"]).ShouldBe(1);

        Features?[] left = [.. new[] { "old", "active", Key }.SelectMany(key => new[] { Store.ReadFeatures("p.1", "gear", key), Store.ReadFeatures("p2", "gear", key) })];
        left.Select(f => f is not null).ShouldBe([false, true, true, true, true, false]);
        Store.ReadImage("p.1", "gear").ShouldNotBeNull();
        Store.RemoveOtherFeatures("none", Key, []).ShouldBe(0);
    }

    [Fact]
    public async Task Open_FileLeftUnfinished_IsRemoved()
    {
        await Save("p1", seed: 1);
        var left = _device.Folder.At("samples", "gear", ".unfinished-0123");
        File.WriteAllText(left, "half");

        (await Store.CountAsync("gear")).ShouldBe(1);

        File.Exists(left).ShouldBeFalse();
        Store.ReadFeatures("p1", "gear", Key).ShouldNotBeNull();
    }

    private SampleStore Store => new(_device.Database, _device.Folder.At("samples"));

    private LabelStore Labels => new(_device.Database);

    private static Features Features(int seed)
    {
        var random = new Random(seed);
        float[] Some(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle())];
        return new(Some(2 * 3 * 4), 2, 3, 4, Some(5));
    }

    private static Label Said(int id, string part, string name) => new(Some.Id(id), part, name, "ann", "mqtt", Some.Start, Verdict.Ng, "h1");

    private Task Save(string part, int seed) => Store.SaveAsync(part, "gear", Some.Start, [1, 2, 3], Key, Features(seed));

    private async Task Label(int id, string part, string name) => (await Labels.AppendAsync(Said(id, part, name))).IsOk.ShouldBeTrue();
}
