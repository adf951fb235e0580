using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Exchange;
using EdgeTransfer.Inference.Judging;
using EdgeTransfer.Learning;
using EdgeTransfer.Storage.Alerts;
using EdgeTransfer.Storage.Database;
using EdgeTransfer.Storage.Exchange;
using EdgeTransfer.Storage.Inspections;
using EdgeTransfer.Storage.Samples;
using EdgeTransfer.Storage.Triggers;
using EdgeTransfer.Tests.Stations;

namespace EdgeTransfer.Tests.Exchange;

/// <summary>Imported parts among those that a device inspects itself.</summary>
public sealed class DeviceOfItsOwnTests : IClassFixture<ModelsFixture>, IAsyncLifetime
{
    private readonly ModelsFixture _models;
    private readonly ExchangeDevice _one = new();
    private readonly ExchangeDevice _other = new();

    public DeviceOfItsOwnTests(ModelsFixture models) => _models = models;

    private string Archive => _one.At("part.tar");

    public async ValueTask InitializeAsync()
    {
        await _one.FillAsync();
        _one.ExportTo(Archive, DatasetFormat.Archive).OrShow();
    }

    public ValueTask DisposeAsync()
    {
        _one.Dispose();
        _other.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Start_AfterAnImport_EmbedsTheImportedImages()
    {
        (await _other.ImportAsync(Archive, DatasetFormat.Archive)).OrShow();
        using var database = OpenDatabase();
        var store = new SampleStore(database, Path.Combine(_other.Data, LineFiles.Samples));
        var recipe = new Recipe { Product = ExchangeDevice.Product };
        var sample = (await store.ListAsync(ExchangeDevice.Product)).First(s => s.PartId == "top-2");
        SampleEmbedder.IsReady(store, recipe, "new", sample).ShouldBeFalse("the refresher asks this, and embeds what is not ready");
        using var embedder = new SampleEmbedder(store, new PartJudge(_models.Models.Backbone, _models.Models.Graphs, recipe), recipe, "new");

        embedder.Embed(sample).ShouldBeNull();

        SampleEmbedder.IsReady(store, recipe, "new", sample).ShouldBeTrue();
        (await store.LoadLabelledAsync(ExchangeDevice.Product, "new")).Samples.ShouldHaveSingleItem().Class.ShouldBe("ok");
    }

    [Fact]
    public async Task Start_OfANewDevice_NumbersItsPartsBeyondTheImportedOnes()
    {
        (await _other.ImportAsync(Archive, DatasetFormat.Archive)).OrShow();

        using var database = OpenDatabase();
        for (var start = 0; start < 2; start++)
        {
            using var numbers = Numbers(database);
            numbers.OpenAtStart().ShouldBe(start == 0 ? [] : [13]);
            numbers.Next().ShouldBe(13 + start, "top-1 to top-12 are parts of the other device");
        }
    }

    [Fact]
    public async Task Start_OfADeviceWithNumbersOfItsOwn_JumpsAndLosesNoneThatIsOpen()
    {
        await _other.KeepAsync("any", 90);
        using (var database = OpenDatabase())
        using (var numbers = Numbers(database))
        {
            numbers.OpenAtStart().ShouldBeEmpty();
            numbers.Next().ShouldBe(1);
        }

        using var third = new ExchangeDevice();
        await third.KeepAsync("top-700", 70);
        third.ExportTo(third.At("more.tar"), DatasetFormat.Archive).OrShow();
        (await _other.ImportAsync(third.At("more.tar"), DatasetFormat.Archive)).OrShow().Conflicts.ShouldBeEmpty();

        using (var database = OpenDatabase())
        using (var numbers = Numbers(database))
        {
            numbers.OpenAtStart().ShouldBe([1], "it was issued and has no verdict yet");
            numbers.Next().ShouldBe(701);
        }
    }

    [Fact]
    public async Task Import_NumberFarBeyondTheDevicesOwn_IsAConflict()
    {
        await _other.KeepAsync("any", 90);
        using (var database = OpenDatabase())
        using (var numbers = Numbers(database))
        {
            numbers.Next();
        }

        using var third = new ExchangeDevice();
        await third.KeepAsync("top-99999999", 70);
        third.ExportTo(third.At("far.tar"), DatasetFormat.Archive).OrShow();

        (await _other.ImportAsync(third.At("far.tar"), DatasetFormat.Archive)).OrShow().Conflicts.ShouldHaveSingleItem().ShouldContain("top-99999999");
        (await _other.ImportAsync(Archive, DatasetFormat.Archive)).OrShow().Conflicts.Count.ShouldBe(12, "these numbers are reserved here");
    }

    [Fact]
    public async Task Import_PartThatWasInspectedHereAndNotKept_IsAConflict()
    {
        using (var database = OpenDatabase())
        using (var outbox = new OutboxStore(database, 100))
        {
            await new InspectionStore(database, outbox).RecordAsync([new(
                new Inspection
                {
                    Id = Guid.CreateVersion7(ExchangeDevice.Start), Station = "top", Trigger = 4, PartId = "top-4", Product = ExchangeDevice.Product, Origin = "", At = ExchangeDevice.Start,
                    Verdict = Verdict.Ok, Judges = new Judges(null, null, "r", "c"),
                },
                [])]);
        }

        (await _other.ImportAsync(Archive, DatasetFormat.Archive)).OrShow().Conflicts.ShouldHaveSingleItem().ShouldContain("this device has inspected a part top-4 of its own");
        _other.Parts().ShouldBeEmpty();
    }

    [Fact]
    public async Task Import_FeaturesLeftByACrash_AreNotTakenForThoseOfTheNewImage()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_other.Data, LineFiles.Samples, ExchangeDevice.Product)).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "top-2.k1.safetensors"), "of an image that is gone");
        await File.WriteAllTextAsync(Path.Combine(folder, "top-2.x.k1.safetensors"), "of another part");

        (await _other.ImportAsync(Archive, DatasetFormat.Archive)).OrShow();

        Directory.GetFiles(folder, "*.safetensors").Select(Path.GetFileName).ShouldBe(["top-2.x.k1.safetensors"]);
    }

    [Fact]
    public async Task Import_DatabaseFailsAtTheEnd_LeavesNoImage()
    {
        using (OpenDatabase())
        {
        }

        _other.Query<int>("CREATE TRIGGER broken BEFORE INSERT ON log BEGIN SELECT RAISE(ABORT, 'no'); END; SELECT 1");

        await Should.ThrowAsync<Microsoft.Data.Sqlite.SqliteException>(() => _other.ImportAsync(Archive, DatasetFormat.Archive));

        _other.Parts().ShouldBeEmpty();
        Directory.GetFiles(Path.Combine(_other.Data, LineFiles.Samples), "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task ForeignLog_ChangedOrDeleted_IsRefused()
    {
        (await _one.ImportAsync(Archive, DatasetFormat.Archive)).OrShow();
        Directory.CreateDirectory(_one.At("set/test/crack"));
        await File.WriteAllBytesAsync(_one.At("set/test/crack/x.png"), ExchangeDevice.Image(50));
        (await _one.ImportAsync(_one.At("set"), DatasetFormat.Mvtec)).OrShow();
        _one.ExportTo(_one.At("log.tar"), DatasetFormat.Archive).OrShow();
        (await _other.ImportAsync(_one.At("log.tar"), DatasetFormat.Archive)).OrShow().LogRows.ShouldBe(15);

        foreach (var sql in new[] { "UPDATE foreign_log SET json = '{}'", "DELETE FROM foreign_log" })
        {
            Should.Throw<Microsoft.Data.Sqlite.SqliteException>(() => _other.Query<int>(sql)).Message.ShouldContain("append-only");
        }
    }

    private LineDatabase OpenDatabase() => LineDatabase.Open(Path.Combine(_other.Data, LineFiles.Database)).OrShow();

    private TriggerNumbers Numbers(LineDatabase database) => new(database, "top", Path.Combine(_other.Data, LineFiles.Triggers));
}
