using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text.Json;
using EdgeTransfer.Cli;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Exchange.Heads;
using EdgeTransfer.Storage.Exchange;

namespace EdgeTransfer.Exchange.Archives;

/// <summary>Writes all that a device knows of a product into one tar file (ustar), its log with it.</summary>
internal sealed class ArchiveWriter : IDisposable
{
    private readonly TarWriter _tar;
    private readonly DateTimeOffset _now;
    private readonly SortedDictionary<string, ArchiveManifest.Entry> _files = new(StringComparer.Ordinal);

    private ArchiveWriter(string path, DateTimeOffset now) => (_tar, _now) = (new(File.Create(path), TarEntryFormat.Ustar, leaveOpen: false), now);

    /// <param name="device">What is written.</param>
    /// <param name="product">Of its samples and labels; the log is that of all.</param>
    /// <param name="heads">Heads to take along, by their folders.</param>
    /// <param name="path">The new file.</param>
    /// <param name="now">When it is made.</param>
    /// <param name="line">How far it is.</param>
    /// <param name="cancellation">Ends it.</param>
    public static Result<ExchangeReport> Write(
        DatasetReader device, string product, IReadOnlyList<string> heads, string path, DateTimeOffset now, IProgressLine line, CancellationToken cancellation)
    {
        using var writer = new ArchiveWriter(path, now);
        return writer.Write(device, product, heads, line, cancellation);
    }

    public void Dispose() => _tar.Dispose();

    private Result<ExchangeReport> Write(DatasetReader device, string product, IReadOnlyList<string> heads, IProgressLine line, CancellationToken cancellation)
    {
        var all = device.Parts(product);
        List<string> unreadable = [];
        List<StoredPart> written = [];
        foreach (var (index, part) in all.Index())
        {
            cancellation.ThrowIfCancellationRequested();
            if (device.ReadImage(product, part.PartId) is { } png && Png.Is(png))
            {
                Add(ArchiveManifest.ImageOf(part.PartId), new MemoryStream(png));
                written.Add(part);
            }
            else
            {
                unreadable.Add(part.PartId);
            }

            line.Report("writing images", (index + 1.0) / all.Count);
        }

        foreach (var folder in heads)
        {
            var package = HeadPackageWriter.Pack(folder, device, null);
            if (!package.IsOk)
            {
                return package.Refusal;
            }

            Add(ArchiveManifest.HeadOf(Path.GetFileName(folder)), new MemoryStream(package.Value));
        }

        var ids = written.Select(p => p.PartId).ToHashSet(StringComparer.Ordinal);
        List<Label> labels = [.. device.Labels(product).Where(l => ids.Contains(l.PartId))];
        AddLines(ArchiveManifest.Samples, written.Select(p => new ArchivedSample(p.PartId, p.At, p.Place)));
        AddLines(ArchiveManifest.Labels, labels);
        List<GoldenPart> golden = [.. device.Golden(product).Where(g => ids.Contains(g.PartId))];
        AddLines(ArchiveManifest.Golden, golden);
        var (rows, last) = (0L, default(string));
        AddLines(ArchiveManifest.Log, device.Log().Select(row => ((rows, last) = (row.Seq, row.Hash), row).row));
        var manifest = new ArchiveManifest(ArchiveManifest.CurrentSchema, product, _now, rows, last, new Dictionary<string, ArchiveManifest.Entry>(_files, StringComparer.Ordinal));
        Add(ArchiveManifest.Name, new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(manifest, StrictJson.Options)));
        return new ExchangeReport(FormatNames.Of(DatasetFormat.Archive), product, written.Count, labels.Count, FormatNames.Count(written.Select(p => p.Class)))
        {
            InLockbox = written.Count(p => p.Class is not null && Lockbox.Holds(p.PartId)),
            Unlabelled = written.Count(p => p.Class is null),
            Unreadable = unreadable,
            Golden = golden.Count,
            LogRows = rows,
            LogLast = last,
            Heads = [.. heads.Select(h => Path.GetFileName(h)!)],
        };
    }

    /// <summary>Rows as JSON, a line each; by a file, since a log may be longer than the memory is large.</summary>
    private void AddLines<T>(string name, IEnumerable<T> rows)
    {
        using var lines = new FileStream(Path.GetTempFileName(), new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose });
        foreach (var row in rows)
        {
            JsonSerializer.Serialize(lines, row, StrictJson.Options);
            lines.WriteByte((byte)'\n');
        }

        lines.Position = 0;
        Add(name, lines);
    }

    private void Add(string name, Stream content)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        content.Position = 0;
        _files[name] = new(content.Length, hash);
        _tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name) { DataStream = content, ModificationTime = _now });
    }
}
