using Dapper;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Exchange;
using EdgeTransfer.Exchange.Archives;
using EdgeTransfer.Exchange.Folders;
using EdgeTransfer.Exchange.Heads;
using EdgeTransfer.Storage.Database;
using EdgeTransfer.Storage.Exchange;
using EdgeTransfer.Storage.Golden;
using EdgeTransfer.Storage.Labels;
using EdgeTransfer.Storage.Samples;
using EdgeTransfer.Tests.Evaluating;
using EdgeTransfer.Tests.Stations;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using OpenCvSharp;

namespace EdgeTransfer.Tests.Exchange;

/// <summary>A device's data folder; each operation opens it anew, as commands do.</summary>
internal sealed class ExchangeDevice : IDisposable
{
    public const string Product = "gear";
    public const string Key = "k1";

    public static readonly DateTimeOffset Start = new DateTimeOffset(2026, 3, 29, 0, 59, 59, TimeSpan.Zero).AddTicks(1_234_567);

    private readonly string _root = Directory.CreateTempSubdirectory("exchange-").FullName;

    public string Data => Path.Combine(_root, "data");

    public FakeTimeProvider Time { get; } = new(Start.AddDays(1));

    public HeadTrust Trust { get; set; } = HeadTrust.None;

    public Dictionary<string, string> Served { get; } = [];

    public string At(params string[] names) => Path.Combine([_root, .. names]);

    /// <summary>An image of noise as a file.</summary>
    public static byte[] Image(int seed, int width = 40, int height = 24, string extension = ".png")
    {
        using var mat = new Mat(height, width, MatType.CV_8UC3);
        new RNG((ulong)seed).Fill(mat, DistributionType.Uniform, InputArray.Create(0.0), InputArray.Create(256.0));
        Cv2.ImEncode(extension, mat, out var bytes);
        return bytes;
    }

    public async Task KeepAsync(string part, int seed, SamplePlace? place = null)
    {
        using var database = LineDatabase.Open(Path.Combine(Data, LineFiles.Database)).OrShow();
        await new SampleStore(database, Path.Combine(Data, LineFiles.Samples)).SaveAsync(
            part, Product, Start.AddMinutes(seed), Image(seed), Key, new Features([1, 2], 1, 1, 2, [3]), place ?? SamplePlace.Of(null, 40, 24));
    }

    public async Task LabelAsync(int number, string part, string label, params FrameBox[] marks)
    {
        using var database = LineDatabase.Open(Path.Combine(Data, LineFiles.Database)).OrShow();
        (await new LabelStore(database).AppendAsync(
            new Label(new Guid(number, 7, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1), part, label, $"anna{number}", "mqtt", Start.AddHours(number).AddTicks(3), Verdict.Ng, "h1") { Marks = marks })).OrShow();
    }

    /// <summary>12 parts: good ones, defects with and without marks, one labelled three times, one not at all.</summary>
    public async Task FillAsync()
    {
        for (var i = 1; i <= 12; i++)
        {
            await KeepAsync($"top-{i}", i, i == 3 ? new SamplePlace(100, 50, 40, 24, 640, 480) : null);
            if (i < 12)
            {
                await LabelAsync(i, $"top-{i}", i % 3 == 0 ? "deep scratch" : i == 7 ? "pit" : "ok", i == 3 ? [new(105, 52, 10, 8)] : i == 9 ? [new(1, 2, 3, 4), new(20, 10, 5, 6)] : []);
            }
        }

        await LabelAsync(20, "top-1", "pit", new FrameBox(0.5, 1.25, 7, 3));
        await LabelAsync(21, "top-1", "ok");
    }

    public async Task LockAsync(string part, Verdict? locked = null)
    {
        using var database = LineDatabase.Open(Path.Combine(Data, LineFiles.Database)).OrShow();
        (await new GoldenStore(database).LockAsync(Product, part, locked, "carl", Start.AddDays(1))).OrShow();
    }

    public Result<ExchangeReport> ExportTo(string target, DatasetFormat format, params string[] heads)
    {
        using var reader = DatasetReader.Open(Data).OrShow();
        return format == DatasetFormat.Archive
            ? ArchiveWriter.Write(reader, Product, heads, target, Time.GetUtcNow(), new Quiet(), default)
            : FolderExport.Write(reader, Product, format, Directory.CreateDirectory(target).FullName, new Quiet(), default);
    }

    public async Task<Result<ExchangeReport>> ImportAsync(string source, DatasetFormat format, ExchangeLimits? limits = null, string prefix = "", bool check = false, bool heads = false)
    {
        using var device = DeviceFolder.Take(Data);
        var trusted = new HeadImport(device.Database, device.Path, Trust, Served, Time);
        return await new DatasetImporter(device.Database, device.Path, trusted, limits ?? new(), Time)
            .ImportAsync(new(Product, source, format, "bert", prefix, heads, check), new Quiet(), default);
    }

    /// <summary>Imports what cannot be, and sees that nothing is left of it.</summary>
    public async Task<string> RefusesAsync(string source, DatasetFormat format, ExchangeLimits? limits = null)
    {
        var before = Everything();
        var result = await ImportAsync(source, format, limits);
        result.IsOk.ShouldBeFalse();
        Everything().ShouldBe(before);
        return result.Refusal!.Message;
    }

    public IReadOnlyList<StoredPart> Parts()
    {
        using var reader = DatasetReader.Open(Data).OrShow();
        return reader.Parts(Product);
    }

    public IReadOnlyList<Label> Labels()
    {
        using var reader = DatasetReader.Open(Data).OrShow();
        return reader.Labels(Product);
    }

    public IReadOnlyList<T> Query<T>(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Data, LineFiles.Database)};Pooling=False");
        return [.. connection.Query<T>(sql)];
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    /// <summary>Rows and files that an import may not change unless it succeeds.</summary>
    private string Everything()
    {
        using (DeviceFolder.Take(Data))
        {
        }

        var rows = new[] { "sample", "label", "log", "import", "import_part", "foreign_log", "trigger_block", "policy" }.Select(t => $"{t} {Query<long>($"SELECT COUNT(*) FROM {t}")[0]}");
        var files = Directory.EnumerateFileSystemEntries(Data, "*", SearchOption.AllDirectories).Where(f => !Path.GetFileName(f).StartsWith("line.db", StringComparison.Ordinal)).Order();
        return string.Join('\n', rows.Concat(files));
    }
}
