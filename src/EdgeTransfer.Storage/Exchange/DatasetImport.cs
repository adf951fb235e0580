using Dapper;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Storage.Audit;
using EdgeTransfer.Storage.Database;
using EdgeTransfer.Storage.Files;
using EdgeTransfer.Storage.Golden;
using EdgeTransfer.Storage.Labels;
using EdgeTransfer.Storage.Operators;
using EdgeTransfer.Storage.Triggers;
using Microsoft.Data.Sqlite;

namespace EdgeTransfer.Storage.Exchange;

/// <summary>
/// Takes parts from outside into a device whose service is stopped: all of them or none. Images come first, rows, labels, the other
/// device's log and the entry in the own log after them in one transaction, so a crash leaves files without a row (harmless). They have no
/// features yet: the next start computes them.
/// </summary>
public sealed class DatasetImport(LineDatabase database, string dataFolder)
{
    /// <summary>Compares parts with what is here; changes nothing.</summary>
    /// <param name="product">The product that they are parts of.</param>
    /// <param name="parts">Each part once.</param>
    /// <param name="withHistory">Whether their labels are the events of another device; else they are what a folder says today.</param>
    /// <param name="golden">Those of them that are golden there.</param>
    public ImportPlan Plan(string product, IReadOnlyList<StagedPart> parts, bool withHistory, IReadOnlyList<GoldenPart> golden)
    {
        ArgumentNullException.ThrowIfNull(parts);
        ArgumentNullException.ThrowIfNull(golden);
        using var connection = database.Read();
        var comparison = new ImportComparison(connection, product, dataFolder);
        foreach (var part in parts)
        {
            comparison.Add(part, withHistory);
        }

        foreach (var part in golden)
        {
            comparison.Add(part);
        }

        return comparison.ToPlan();
    }

    /// <summary>Carries out a plan without conflicts.</summary>
    /// <param name="product">The product.</param>
    /// <param name="plan">Made under the same lock of the data folder.</param>
    /// <param name="record">Where it came from.</param>
    /// <param name="log">The other device's log, proven; empty without one.</param>
    public async Task ApplyAsync(string product, ImportPlan plan, ImportRecord record, IEnumerable<ArchivedLogRow> log)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(record);
        if (!Topics.IsLevel(product) || plan.Conflicts.Count > 0 || plan.Parts.Any(p => !Topics.IsLevel(p.PartId)))
        {
            throw new ArgumentException("The plan has conflicts, or names that cannot be file names.", nameof(plan));
        }

        var moved = new List<string>();
        try
        {
            MoveImages(product, plan.Parts, moved);
            await database.WriteAsync((connection, transaction) =>
            {
                Write(connection, transaction, product, plan, record, log);
                return true;
            });
            moved.Clear();
        }
        finally
        {
            moved.ForEach(File.Delete);
        }
    }

    private void MoveImages(string product, IReadOnlyList<StagedPart> parts, List<string> moved)
    {
        if (parts.Count == 0)
        {
            return;
        }

        var folder = Directory.CreateDirectory(Path.Combine(dataFolder, LineFiles.Samples, product)).FullName;
        RemoveStrayFeatures(folder, parts.Select(p => p.PartId).ToHashSet(StringComparer.Ordinal));
        foreach (var part in parts)
        {
            var image = Path.Combine(folder, part.PartId + ".png");
            Libc.Sync(part.File);
            File.Move(part.File, image, overwrite: true); // what may lie there has no row
            moved.Add(image);
        }

        Libc.Sync(folder);
    }

    /// <summary>Features without a row, left by a crash, are of another image than the one that comes now.</summary>
    private static void RemoveStrayFeatures(string folder, HashSet<string> parts)
    {
        foreach (var path in Directory.EnumerateFiles(folder, "*.safetensors").ToList())
        {
            var name = Path.GetFileNameWithoutExtension(path);
            if (name.LastIndexOf('.') is > 0 and var at && parts.Contains(name[..at]))
            {
                File.Delete(path);
            }
        }
    }

    private void Write(
        SqliteConnection connection, SqliteTransaction transaction, string product, ImportPlan plan, ImportRecord record, IEnumerable<ArchivedLogRow> log)
    {
        var id = Guid.CreateVersion7(record.Entry.At).ToString();
        connection.Execute(
            "INSERT INTO import (id, at, said_by, product, format, source, sha256, chain) VALUES (@id, @at, @By, @product, @Format, @Source, @Sha256, @Chain)",
            new { id, at = Columns.Time(record.Entry.At), By = OperatorStore.KeyOf(connection, transaction, record.Entry.By, record.Entry.At), product, record.Format, record.Source, record.Sha256, record.Chain },
            transaction);
        foreach (var part in plan.Parts)
        {
            // Its files are no longer those of an evicted sample, which would be removed.
            connection.Execute("DELETE FROM evicted_sample WHERE part_id = @PartId", new { part.PartId }, transaction);
            connection.Execute(
                "INSERT INTO sample (part_id, product, at, feature_key, bytes, place) VALUES (@PartId, @product, @at, '', @Bytes, @place)",
                new { part.PartId, product, at = Columns.Time(part.At), part.Bytes, place = Columns.Record(part.Place) },
                transaction);
            connection.Execute("INSERT INTO import_part (part_id, import) VALUES (@PartId, @id)", new { part.PartId, id }, transaction);
        }

        foreach (var label in plan.Labels)
        {
            LabelStore.Insert(connection, transaction, product, label, id);
        }

        foreach (var golden in plan.Golden)
        {
            GoldenStore.Append(connection, transaction, product, golden, Columns.Word(golden.Locked), record.Entry.By, record.Entry.At);
        }

        // Rows of a chain that is here already have the same hashes: a later archive of the same device adds the rest.
        connection.Execute(
            "INSERT INTO foreign_log (hash, seq, at, kind, product, subject, said_by, json, previous) VALUES (@Hash, @Seq, @At, @Kind, @Product, @Subject, @By, @Json, @Previous) ON CONFLICT DO NOTHING",
            log, transaction);
        AuditLog.Append(connection, transaction, record.Entry);
        TakenNumbers.KeepClear(connection, transaction, Path.Combine(dataFolder, LineFiles.Triggers), plan.Parts.Select(p => p.PartId));
    }
}
