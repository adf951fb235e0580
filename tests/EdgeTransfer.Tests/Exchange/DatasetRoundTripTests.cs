using EdgeTransfer.Core.Labels;
using EdgeTransfer.Exchange;
using EdgeTransfer.Storage.Audit;
using EdgeTransfer.Storage.Database;
using EdgeTransfer.Storage.Exchange;
using EdgeTransfer.Tests.Stations;

namespace EdgeTransfer.Tests.Exchange;

/// <summary>Out of one device and into another: what each format keeps.</summary>
public sealed class DatasetRoundTripTests : IDisposable
{
    private readonly ExchangeDevice _one = new();
    private readonly ExchangeDevice _other = new();

    public void Dispose()
    {
        _one.Dispose();
        _other.Dispose();
    }

    [Theory]
    [InlineData((int)DatasetFormat.Mvtec)]
    [InlineData((int)DatasetFormat.Coco)]
    [InlineData((int)DatasetFormat.Voc)]
    public async Task Import_OfAnExportedFolder_GivesPartsClassesMarksAndLockbox(int number)
    {
        var format = (DatasetFormat)number;
        await _one.FillAsync();
        var exported = _one.ExportTo(_one.At("set"), format).OrShow();

        var imported = (await _other.ImportAsync(_one.At("set"), format)).OrShow();

        (exported.Parts, exported.Unlabelled, exported.Unreadable.Count).ShouldBe((11, 1, 0));
        exported.ByClass.ShouldBe(new Dictionary<string, int> { ["deep scratch"] = 3, ["ok"] = 7, ["pit"] = 1 }, ignoreOrder: true);
        (imported.Parts, imported.Labels, imported.KnownParts, imported.Conflicts.Count, imported.Simplified).ShouldBe((11, 11, 0, 0, 0));
        imported.InLockbox.ShouldBe(exported.InLockbox);
        imported.ByClass.ShouldBe(exported.ByClass, ignoreOrder: true);
        var (before, after) = (_one.Parts().Where(p => p.Class != null).ToList(), _other.Parts());
        after.Select(p => (p.PartId, p.Class)).ShouldBe(before.Select(p => (p.PartId, p.Class)));
        after.Zip(before).ShouldAllBe(p => p.First.MarksInImage(40, 24).OrderBy(m => m.X).SequenceEqual(p.Second.MarksInImage(40, 24)));
        after.Single(p => p.PartId == "top-3").Marks.ShouldBe([new(5, 2, 10, 8)], "the image is the frame now");
        after.Single(p => p.PartId == "top-6").Marks.ShouldBeEmpty("nobody had marked it");
        _other.Labels().ShouldAllBe(l => l.By == "bert" && l.Channel == "import");
        File.ReadAllBytes(Path.Combine(_other.Data, "samples", "gear", "top-5.png")).ShouldBe(ExchangeDevice.Image(5));
    }

    [Theory]
    [InlineData((int)DatasetFormat.Mvtec)]
    [InlineData((int)DatasetFormat.Coco)]
    [InlineData((int)DatasetFormat.Voc)]
    [InlineData((int)DatasetFormat.Archive)]
    public async Task Import_Twice_ChangesNothingAndLogsOnce(int number)
    {
        var format = (DatasetFormat)number;
        await _one.FillAsync();
        _one.ExportTo(_one.At("set"), format).OrShow();
        (await _other.ImportAsync(_one.At("set"), format)).OrShow();

        var again = (await _other.ImportAsync(_one.At("set"), format)).OrShow();

        (again.Parts, again.Labels, again.Conflicts.Count).ShouldBe((0, 0, 0));
        again.KnownParts.ShouldBe(format == DatasetFormat.Archive ? 12 : 11);
        again.KnownLabels.ShouldBe(format == DatasetFormat.Archive ? 13 : 11);
        _other.Query<string>("SELECT kind || ' ' || name FROM log JOIN operator ON key = said_by WHERE kind = 'import'").ShouldBe(["import bert"]);
    }

    [Fact]
    public async Task Import_OfAnArchive_KeepsEventsPlacesAndTheLogAsAForeignChain()
    {
        await _one.FillAsync();
        (await _one.ImportAsync(Folder("cut-5", "crack"), DatasetFormat.Mvtec)).OrShow(); // an entry for its log
        _one.ExportTo(_one.At("part.tar"), DatasetFormat.Archive).OrShow().LogRows.ShouldBe(15, "13 labels, the imported one and the import");

        var imported = (await _other.ImportAsync(_one.At("part.tar"), DatasetFormat.Archive)).OrShow();

        (imported.Parts, imported.Unlabelled, imported.LogRows).ShouldBe((13, 1, 15));
        using (var database = LineDatabase.Open(Path.Combine(_other.Data, LineFiles.Database)).OrShow())
        {
            new LabelProof(database).Verify().ShouldBe(new(14, 0, null), "each imported label stands in the log of its own");
        }

        _other.Parts().Select(p => (p.PartId, p.At, p.Place, p.Class)).ShouldBe(_one.Parts().Select(p => (p.PartId, p.At, p.Place, p.Class)));
        _other.Labels().Select(l => l with { Marks = [] }).ShouldBe(_one.Labels().Select(l => l with { Marks = [] }));
        _other.Labels().SelectMany(l => l.Marks).ShouldBe(_one.Labels().SelectMany(l => l.Marks));
        var chain = _one.Query<string>("SELECT hash FROM log ORDER BY seq");
        _other.Query<string>("SELECT hash FROM foreign_log ORDER BY seq").ShouldBe(chain);
        _other.Query<string>("SELECT json FROM log WHERE kind = 'import'").ShouldHaveSingleItem().ShouldContain($"\"logLast\":\"{chain[^1]}\"");
        _other.Query<long>("SELECT COUNT(*) FROM import JOIN import_part ON import = id WHERE source = 'part.tar'").ShouldBe([13]);
    }

    [Fact]
    public async Task Import_OfALaterArchive_AppendsWhatCameSince()
    {
        await _one.FillAsync();
        _one.ExportTo(_one.At("a.tar"), DatasetFormat.Archive).OrShow();
        (await _other.ImportAsync(_one.At("a.tar"), DatasetFormat.Archive)).OrShow();
        await _one.LabelAsync(30, "top-2", "pit");
        _one.ExportTo(_one.At("b.tar"), DatasetFormat.Archive).OrShow();

        var later = (await _other.ImportAsync(_one.At("b.tar"), DatasetFormat.Archive)).OrShow();
        var older = (await _other.ImportAsync(_one.At("a.tar"), DatasetFormat.Archive)).OrShow();

        (later.Parts, later.Labels, later.KnownLabels).ShouldBe((0, 1, 13));
        older.Labels.ShouldBe(0, "an older archive must not bring an older truth back");
        _other.Parts().Single(p => p.PartId == "top-2").Class.ShouldBe("pit");
    }

    [Fact]
    public async Task Import_PartLabelledHereAndThere_IsRefusedByName()
    {
        await _one.FillAsync();
        _one.ExportTo(_one.At("a.tar"), DatasetFormat.Archive).OrShow();
        (await _other.ImportAsync(_one.At("a.tar"), DatasetFormat.Archive)).OrShow();
        await _one.LabelAsync(30, "top-2", "pit");
        await _other.LabelAsync(31, "top-2", "stain");
        _one.ExportTo(_one.At("b.tar"), DatasetFormat.Archive).OrShow();

        var report = (await _other.ImportAsync(_one.At("b.tar"), DatasetFormat.Archive)).OrShow();

        report.Conflicts.ShouldHaveSingleItem().ShouldContain("top-2 was labelled here and there");
        _other.Parts().Single(p => p.PartId == "top-2").Class.ShouldBe("stain");
    }

    [Fact]
    public async Task Import_AnotherImageOrAnotherClassOfAPart_IsRefusedByNameAndNothingComesIn()
    {
        await _other.KeepAsync("a", 1);
        await _other.KeepAsync("b", 2);
        await _other.LabelAsync(1, "b", "ok");
        await _other.KeepAsync("c", 3, new SamplePlace(7, 5, 40, 24, 640, 480));
        var set = Folder("a", "crack", seed: 99);
        Write(set, "test/crack/b.png", ExchangeDevice.Image(2));
        Write(set, "test/crack/c.png", ExchangeDevice.Image(3));
        Write(set, "test/crack/d.png", ExchangeDevice.Image(4));

        var report = (await _other.ImportAsync(set, DatasetFormat.Mvtec)).OrShow();

        report.Conflicts.Count.ShouldBe(2);
        report.Conflicts[0].ShouldContain("part a is here with another image");
        report.Conflicts[1].ShouldContain("part b is 'ok' here, not 'crack'");
        _other.Parts().Select(p => p.PartId).ShouldBe(["a", "b", "c"]);
        _other.Labels().Count.ShouldBe(1);

        File.Delete(Path.Combine(set, "test/crack/a.png"));
        File.Delete(Path.Combine(set, "test/crack/b.png"));
        Write(set, "ground_truth/crack/c_mask.png", Vision.Masks.BoxMask.Encode(40, 24, [new(1, 2, 3, 4)]));
        (await _other.ImportAsync(set, DatasetFormat.Mvtec)).OrShow().Labels.ShouldBe(2);
        _other.Parts().Single(p => p.PartId == "c").Marks.ShouldBe([new FrameBox(8, 7, 3, 4)], "marks of a label are of the frame");
    }

    [Fact]
    public async Task Import_CheckOnly_SaysWhatItWouldDoAndDoesNothing()
    {
        await _one.FillAsync();
        _one.ExportTo(_one.At("a.tar"), DatasetFormat.Archive).OrShow();

        var report = (await _other.ImportAsync(_one.At("a.tar"), DatasetFormat.Archive, check: true)).OrShow();

        (report.Parts, report.Labels, report.CheckedOnly).ShouldBe((12, 13, true));
        _other.Parts().ShouldBeEmpty();
        Directory.GetFiles(Path.Combine(_other.Data, "samples"), "*", SearchOption.AllDirectories).ShouldBeEmpty();
        _other.Query<long>("SELECT COUNT(*) FROM log").ShouldBe([0]);
    }

    [Fact]
    public async Task Import_NamesThatCountAnewInEachFolder_BecomePartsOfTheirOwn()
    {
        var set = Folder("000", "crack");
        Write(set, "train/good/000.png", ExchangeDevice.Image(2));
        Write(set, "test/good/000.png", ExchangeDevice.Image(3));

        (await _other.ImportAsync(set, DatasetFormat.Mvtec, prefix: "p-")).OrShow().Parts.ShouldBe(3);

        _other.Parts().Select(p => p.PartId).ShouldBe(["p-test-crack-000", "p-test-good-000", "p-train-good-000"]);
    }

    [Fact]
    public async Task Import_NameThatIsNoId_GetsTheSameIdEachTime()
    {
        var set = Folder("photo (1)", "crack");

        (await _other.ImportAsync(set, DatasetFormat.Mvtec)).OrShow();
        (await _other.ImportAsync(set, DatasetFormat.Mvtec)).OrShow().KnownParts.ShouldBe(1);

        _other.Parts().ShouldHaveSingleItem().PartId.ShouldStartWith("photo--1--");
    }

    private string Folder(string name, string label, int seed = 1)
    {
        var set = _one.At("folder");
        Write(set, $"test/{label}/{name}.png", ExchangeDevice.Image(seed));
        return set;
    }

    private static void Write(string root, string name, byte[] file)
    {
        var path = Path.Combine(root, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, file);
    }
}
