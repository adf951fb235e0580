using System.Security.Cryptography;
using Dapper;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Storage.Database;
using EdgeTransfer.Storage.Golden;
using EdgeTransfer.Storage.Triggers;
using Microsoft.Data.Sqlite;

namespace EdgeTransfer.Storage.Exchange;

/// <summary>Compares parts from outside with those that are here, one after the other.</summary>
internal sealed class ImportComparison(SqliteConnection connection, string product, string dataFolder)
{
    private readonly Dictionary<string, List<Label>> _labels = LabelRows.Of(connection, product).GroupBy(l => l.PartId).ToDictionary(g => g.Key, g => g.ToList(), StringComparer.Ordinal);
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private readonly List<StagedPart> _new = [];
    private readonly List<Label> _append = [];
    private readonly List<GoldenPart> _golden = [];
    private readonly List<string> _conflicts = [];
    private int _knownParts;
    private int _knownLabels;

    public void Add(StagedPart part, bool withHistory)
    {
        if (!_ids.Add(part.PartId))
        {
            _conflicts.Add($"{part.Entry}: part {part.PartId} comes twice.");
            return;
        }

        var here = connection.QuerySingleOrDefault<(string Product, string? Place)>("SELECT product, place FROM sample WHERE part_id = @PartId", new { part.PartId });
        if (here.Product is null)
        {
            AddNew(part);
        }
        else if (here.Product != product)
        {
            _conflicts.Add($"{part.Entry}: part {part.PartId} is here as a part of product {here.Product}.");
        }
        else if (!HasImage(part))
        {
            _conflicts.Add($"{part.Entry}: part {part.PartId} is here with another image.");
        }
        else
        {
            _knownParts++;
            AddKnown(part, _labels.GetValueOrDefault(part.PartId, []), withHistory, Columns.Record<SamplePlace>(here.Place));
        }
    }

    /// <summary>A lock comes in where there is none; nobody's lock is moved by an import.</summary>
    public void Add(GoldenPart golden)
    {
        if (GoldenStore.Find(connection, golden.PartId, null) is not { } here)
        {
            _golden.Add(golden);
        }
        else if (here.Locked != golden.Locked)
        {
            _conflicts.Add($"Part {golden.PartId} is locked as {Columns.Word(here.Locked)} here, not as {Columns.Word(golden.Locked)}: release it first.");
        }
    }

    public ImportPlan ToPlan() =>
        new(_new, _knownParts, InTheirOrder(), _knownLabels, [.. _conflicts, .. TakenNumbers.Conflicts(connection, _new.Select(p => p.PartId))]) { Golden = _golden };

    /// <summary>By their times, and those of one part never past each other, even where a clock was set back.</summary>
    private List<Label> InTheirOrder()
    {
        var latest = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        return [.. _append.Select(l => (Label: l, At: latest[l.PartId] = latest.TryGetValue(l.PartId, out var at) && at > l.At ? at : l.At))
            .OrderBy(l => l.At).Select(l => l.Label)];
    }

    private void AddNew(StagedPart part)
    {
        // A part that was inspected here and not kept, or is about to be, is another one than that of the same id which comes now.
        if (TakenNumbers.IsOwn(connection, Path.Combine(dataFolder, LineFiles.Triggers), part.PartId)
            || connection.ExecuteScalar<long>("SELECT COUNT(*) FROM inspection WHERE part_id = @PartId", new { part.PartId }) > 0)
        {
            _conflicts.Add($"{part.Entry}: this device has inspected a part {part.PartId} of its own, or reserved its number (a data set: import with --prefix).");
            return;
        }

        if (part.Labels.FirstOrDefault(l => LabelRows.Find(connection, l.Id) is not null) is { } taken)
        {
            _conflicts.Add($"{part.Entry}: the label {taken.Id} of part {part.PartId} is here for another part.");
            return;
        }

        _new.Add(part);
        _append.AddRange(part.Labels);
    }

    private void AddKnown(StagedPart part, List<Label> here, bool withHistory, SamplePlace? place)
    {
        if (!withHistory)
        {
            AddStatement(part, here, place);
            return;
        }

        var common = here.Zip(part.Labels).TakeWhile(p => LabelRows.AreOne(p.First, p.Second)).Count();
        if (common < Math.Min(here.Count, part.Labels.Count))
        {
            _conflicts.Add($"{part.Entry}: part {part.PartId} was labelled here and there since they parted.");
            return;
        }

        _knownLabels += common;
        _append.AddRange(part.Labels.Skip(common));
    }

    private void AddStatement(StagedPart part, List<Label> here, SamplePlace? place)
    {
        foreach (var said in part.Labels)
        {
            if (here.Count == 0)
            {
                // The marks are of the image; a label's are of the frame that it was cut from.
                _append.Add(said with { Marks = [.. said.Marks.Select(m => m with { X = m.X + (place?.X ?? 0), Y = m.Y + (place?.Y ?? 0) })] });
            }
            else if (here[^1].Class == said.Class)
            {
                _knownLabels++;
            }
            else
            {
                _conflicts.Add($"{part.Entry}: part {part.PartId} is '{here[^1].Class}' here, not '{said.Class}'.");
            }
        }
    }

    private bool HasImage(StagedPart part)
    {
        var path = Path.Combine(dataFolder, LineFiles.Samples, product, part.PartId + ".png");
        return File.Exists(path) && new FileInfo(path).Length == part.Bytes && Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))) == part.Sha256;
    }
}
