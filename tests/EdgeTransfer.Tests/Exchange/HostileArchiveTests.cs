using System.Buffers.Binary;
using System.Formats.Tar;
using System.Text;
using EdgeTransfer.Exchange;
using EdgeTransfer.Tests.Stations;

namespace EdgeTransfer.Tests.Exchange;

/// <summary>Archives from anybody: each is refused with the entry's name, and nothing of it comes in.</summary>
public sealed class HostileArchiveTests : IAsyncLifetime
{
    private readonly ExchangeDevice _one = new();
    private readonly ExchangeDevice _other = new();
    private TarFile _tar = null!;

    public async ValueTask InitializeAsync()
    {
        await _one.FillAsync();
        Directory.CreateDirectory(_one.At("set/test/crack"));
        await File.WriteAllBytesAsync(_one.At("set/test/crack/x.png"), ExchangeDevice.Image(50));
        (await _one.ImportAsync(_one.At("set"), DatasetFormat.Mvtec)).OrShow();
        _one.ExportTo(_one.At("part.tar"), DatasetFormat.Archive).OrShow();
        _tar = TarFile.Read(_one.At("part.tar"));
    }

    public ValueTask DisposeAsync()
    {
        _one.Dispose();
        _other.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Import_Untouched_IsTaken() => (await _other.ImportAsync(_tar.Resealed().WriteTo(_one.At("same.tar")), DatasetFormat.Archive)).OrShow().Parts.ShouldBe(13);

    [Theory]
    [InlineData("../evil.png", "'../evil.png' leads out of its folder")]
    [InlineData("images/../../evil.png", "leads out of its folder")]
    [InlineData("images/./a.png", "leads out of its folder")]
    [InlineData("/etc/evil.png", "is an absolute path")]
    [InlineData("C:/evil.png", "is an absolute path")]
    [InlineData("images\\evil.png", "holds a backslash")]
    [InlineData("images/a\u001B[2J.png", "holds a control character")]
    [InlineData("images/\u00E9.png", "beyond ASCII")]
    [InlineData("images/e\u0301.png", "beyond ASCII")]
    [InlineData("images//a.png", "an empty part")]
    [InlineData("images/top-2.png", "'images/top-2.png' stands there twice")]
    [InlineData("images/TOP-2.png", "in upper and lower case only")]
    [InlineData("images/a b.png", "'images/a b.png' does not belong")]
    [InlineData("images/.hidden.png", "does not belong")]
    [InlineData("line.db", "'line.db' does not belong")]
    [InlineData("images/stray.png", "'images/stray.png' is of no sample")]
    public async Task Import_EntryNamedSo_IsRefused(string name, string because)
    {
        _tar.Add(name, ExchangeDevice.Image(1));

        (await RefusedAsync()).ShouldContain(because);
    }

    [Theory]
    [InlineData(TarEntryType.SymbolicLink)]
    [InlineData(TarEntryType.HardLink)]
    [InlineData(TarEntryType.Directory)]
    [InlineData(TarEntryType.Fifo)]
    [InlineData(TarEntryType.CharacterDevice)]
    public async Task Import_EntryThatIsNoPlainFile_IsRefused(TarEntryType type)
    {
        _tar.Add("images/link.png", [], type);

        (await RefusedAsync()).ShouldContain("'images/link.png", Case.Sensitive);
    }

    [Fact]
    public async Task Import_ExtendedHeader_IsRefusedBeforeItIsRead()
    {
        var path = _one.At("pax.tar");
        using (var tar = new TarWriter(File.Create(path), TarEntryFormat.Pax))
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "images/a.png", new Dictionary<string, string> { ["comment"] = new('x', 100) }));
        }

        (await _other.RefusesAsync(path, DatasetFormat.Archive)).ShouldContain("is no plain file (type 'x')");
    }

    [Fact]
    public async Task Import_NameWithNul_IsReadUpToItAndRefused()
    {
        var bytes = await File.ReadAllBytesAsync(_tar.Resealed().WriteTo(_one.At("nul.tar")));
        bytes["images/top".Length] = 0; // the first entry's name ends here now
        await File.WriteAllBytesAsync(_one.At("nul.tar"), bytes);

        (await _other.RefusesAsync(_one.At("nul.tar"), DatasetFormat.Archive)).ShouldContain("'images/top");
    }

    [Theory]
    [InlineData("images/top-2.png")]
    [InlineData("labels.jsonl")]
    [InlineData("log.jsonl")]
    public async Task Import_EntryOfAnotherHash_IsRefused(string name)
    {
        _tar[name] = [.. _tar[name], (byte)'\n'];

        (await _other.RefusesAsync(_tar.WriteTo(_one.At("bad.tar")), DatasetFormat.Archive)).ShouldContain($"'{name}' is not what the manifest says");
    }

    [Theory]
    [InlineData("images/top-2.png", "'images/top-2.png' is missing")]
    [InlineData("manifest.json", "has no manifest.json")]
    public async Task Import_EntryMissing_IsRefused(string name, string because)
    {
        _tar.Remove(name);

        (await _other.RefusesAsync(_tar.WriteTo(_one.At("bad.tar")), DatasetFormat.Archive)).ShouldContain(because);
    }

    [Fact]
    public async Task Import_CutAnywhere_IsRefused()
    {
        var whole = await File.ReadAllBytesAsync(_one.At("part.tar"));
        foreach (var length in new[] { 0, 1, 511, 512, 700, 1024, whole.Length / 3, whole.Length / 2, whole.Length - 1536, whole.Length - 1024, whole.Length - 513 })
        {
            await File.WriteAllBytesAsync(_one.At("cut.tar"), whole[..length]);
            (await _other.RefusesAsync(_one.At("cut.tar"), DatasetFormat.Archive)).ShouldContain("cut short", customMessage: $"{length} bytes");
        }
    }

    [Fact]
    public async Task Import_Noise_IsRefused()
    {
        var noise = new byte[5000];
        new Random(1).NextBytes(noise);
        await File.WriteAllBytesAsync(_one.At("noise.tar"), noise);

        await _other.RefusesAsync(_one.At("noise.tar"), DatasetFormat.Archive);
    }

    [Fact]
    public async Task Import_BeyondALimit_IsRefused()
    {
        var path = _one.At("part.tar");

        (await _other.RefusesAsync(path, DatasetFormat.Archive, new() { MaxImageBytes = 1000 })).ShouldContain("larger than the limit");
        (await _other.RefusesAsync(path, DatasetFormat.Archive, new() { MaxTotalBytes = 10_000 })).ShouldContain("all entries together");
        (await _other.RefusesAsync(path, DatasetFormat.Archive, new() { MaxTextBytes = 500 })).ShouldContain("larger than the limit");
        (await _other.RefusesAsync(path, DatasetFormat.Archive, new() { MaxRecordBytes = 50 })).ShouldContain("samples.jsonl, line 1: it is longer than 50");
        (await _other.RefusesAsync(path, DatasetFormat.Archive, new() { MaxParts = -990 })).ShouldContain("more than 10 entries");
    }

    [Fact]
    public async Task Import_ImageThatClaimsToBeHuge_IsRefusedBeforeItIsDecoded()
    {
        var image = _tar["images/top-2.png"];
        BinaryPrimitives.WriteUInt32BigEndian(image.AsSpan(16), 60_000);
        BinaryPrimitives.WriteUInt32BigEndian(image.AsSpan(20), 60_000);
        _tar["images/top-2.png"] = image;

        (await RefusedAsync()).ShouldBe("images/top-2.png says it is 60000×60000 pixels; the limit is 64 megapixels.");
    }

    [Fact]
    public async Task Import_ImageThatIsNoPng_IsRefused()
    {
        _tar["images/top-2.png"] = ExchangeDevice.Image(2, extension: ".jpg");

        (await RefusedAsync()).ShouldBe("images/top-2.png is no PNG.");
    }

    [Theory]
    [InlineData("labels.jsonl", "\"class\":\"pit\"", "\"class\":\"../pit\"", "labels.jsonl, line 7")]
    [InlineData("labels.jsonl", "\"x\":105,", "\"x\":\"NaN\",", "labels.jsonl, line 3")]
    [InlineData("labels.jsonl", "\"x\":105,", "\"x\":1e999,", "labels.jsonl, line 3")]
    [InlineData("labels.jsonl", "\"x\":105,", "\"x\":99,", "labels.jsonl, line 3: Mark 1")]
    [InlineData("labels.jsonl", "\"x\":105,", "\"x\":105,\"x\":106,", "labels.jsonl, line 3")]
    [InlineData("labels.jsonl", "\"partId\":\"top-5\"", "\"partId\":\"top-99\"", "labels.jsonl, line 5")]
    [InlineData("labels.jsonl", "\"by\":\"anna5\"", "\"by\":\"\"", "labels.jsonl, line 5")]
    [InlineData("labels.jsonl", "\"judged\":\"NG\"", "\"judged\":\"FINE\"", "labels.jsonl, line 1")]
    [InlineData("labels.jsonl", "\"by\":\"anna5\"", "\"by\":null", "labels.jsonl, line 5")]
    [InlineData("labels.jsonl", "\"by\":\"anna5\"", "\"by\":\"anna5\",\"more\":1", "labels.jsonl, line 5")]
    [InlineData("labels.jsonl", "00000005-0007", "00000004-0007", "labels.jsonl, line 5: its id stands there twice")]
    [InlineData("samples.jsonl", "\"partId\":\"top-2\"", "\"partId\":\"../top-2\"", "'../top-2' has no image")]
    [InlineData("samples.jsonl", "\"partId\":\"top-2\"", "\"partId\":\"top-4\"", "top-4 stands there twice")]
    [InlineData("samples.jsonl", "\"width\":40", "\"width\":41", "has a place that its image")]
    [InlineData("samples.jsonl", "\"frameWidth\":640", "\"frameWidth\":120", "top-3 has a place that its image")]
    [InlineData("samples.jsonl", "{", "[", "samples.jsonl, line 1")]
    [InlineData("log.jsonl", "\"kind\":\"import\"", "\"kind\":\"label\"", "The log is broken at row 15")]
    [InlineData("log.jsonl", "\"seq\":1", "\"seq\":2", "The log is broken at row 1")]
    [InlineData("manifest.json", "\"logRows\":15", "\"logRows\":16", "The log ends at row 15, the manifest says at 16")]
    [InlineData("manifest.json", "archive/1", "archive/2", "is no edgetransfer/archive/1")]
    [InlineData("manifest.json", "\"product\":\"gear\"", "\"product\":\"../gear\"", "is no edgetransfer/archive/1")]
    [InlineData("manifest.json", "\"product\":\"gear\"", "\"product\":\"disc\"", "parts of product disc, not gear")]
    public async Task Import_RowThatBreaksItsContract_IsRefused(string entry, string old, string with, string because)
    {
        _tar.Replace(entry, old, with);

        (await RefusedAsync()).ShouldContain(because);
    }

    [Fact]
    public async Task Import_TextThatIsNoUtf8_IsRefused()
    {
        _tar["labels.jsonl"] = [0xFF, 0xFE, .. Encoding.UTF8.GetBytes("{}\n")];

        (await RefusedAsync()).ShouldContain("labels.jsonl, line 1");
    }

    [Fact]
    public async Task Import_LogWithARowLeftOut_IsRefused()
    {
        _tar["log.jsonl"] = [];

        (await RefusedAsync()).ShouldContain("The log ends at row 0, the manifest says at 1");
    }

    private Task<string> RefusedAsync() => _other.RefusesAsync(_tar.Resealed().WriteTo(_one.At("bad.tar")), DatasetFormat.Archive);
}
