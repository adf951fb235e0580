using System.Text.Json;
using Dapper;
using EdgeTransfer.Core.Audit;
using EdgeTransfer.Storage.Database;
using Microsoft.Data.Sqlite;

namespace EdgeTransfer.Storage.Audit;

/// <summary>
/// Holds the table of labels, which trainings learn from, against the log, which is proven: each label has its row there with the same content,
/// in the same order, and no row is without its label.
/// </summary>
public sealed class LabelProof(LineDatabase database)
{
    /// <summary>Compares all labels in one pass; the log must have been proven before.</summary>
    public LabelReport Verify(CancellationToken cancellation = default)
    {
        using var connection = database.Read();
        using var snapshot = connection.BeginTransaction(deferred: true); // the service may append to both meanwhile
        var first = connection.ExecuteScalar<long?>("SELECT label.seq FROM log JOIN label ON label.id = json_extract(json, '$.id') WHERE kind = 'label' ORDER BY log.seq LIMIT 1", transaction: snapshot);
        using var rows = connection.Query<Row>(
            "SELECT seq, id, part_id, class, said_by, channel, at, judged, judged_by, marks, role, reason, was, changed FROM label ORDER BY seq", transaction: snapshot, buffered: false).GetEnumerator();
        var before = new Dictionary<string, Row>(StringComparer.Ordinal);
        var (labels, older, next) = (0L, 0L, rows.MoveNext());
        for (; next && (first is null || rows.Current.Seq < first); next = rows.MoveNext())
        {
            before[rows.Current.Part_Id] = rows.Current;
            older++;
        }

        foreach (var entry in connection.Query<Entry>("SELECT seq, at, subject, said_by, json FROM log WHERE kind = 'label' ORDER BY seq", transaction: snapshot, buffered: false))
        {
            cancellation.ThrowIfCancellationRequested();
            using var json = JsonDocument.Parse(entry.Json);
            var row = next ? rows.Current : null;
            if (row is null || row.Id != Text(json, "id"))
            {
                return new(labels, older, Odd(connection, snapshot, row, entry, Text(json, "id")));
            }

            if (Differences(row, before.GetValueOrDefault(row.Part_Id), entry, json) is [var field, ..])
            {
                return new(labels, older, $"Label {row.Seq} (part '{row.Part_Id}') differs in '{field}' from row {entry.Seq} of the log, which tells of it.");
            }

            before[row.Part_Id] = row;
            labels++;
            next = rows.MoveNext();
        }

        return new(labels, older, next && first is not null ? Unlogged(rows.Current) : null);
    }

    private static IReadOnlyList<string> Differences(Row row, Row? before, Entry entry, JsonDocument json)
    {
        var changed = before is null || before.Class != row.Class || before.Marks != row.Marks;
        (string Field, bool IsSame)[] fields =
        [
            ("part_id", row.Part_Id == entry.Subject), ("said_by", row.Said_By == entry.Said_By), ("at", row.At == entry.At), ("class", row.Class == Text(json, "class")),
            ("role", row.Role == Text(json, "role")), ("reason", row.Reason == Text(json, "reason")), ("channel", row.Channel == Text(json, "channel")),
            ("judged", row.Judged == Text(json, "judged")), ("judged_by", row.Judged_By == Text(json, "judgedBy")), ("was", row.Was == Text(json, "was")),
            ("marks", row.Marks == (json.RootElement.TryGetProperty("marks", out var marks) ? marks.GetRawText() : null)), ("changed", row.Changed == (changed ? 1 : 0)),
        ];
        return [.. fields.Where(f => !f.IsSame).Select(f => f.Field)];
    }

    /// <summary>The two do not fit: one of them has no counterpart, or they stand in another order.</summary>
    private static string Odd(SqliteConnection connection, SqliteTransaction snapshot, Row? row, Entry entry, string? id)
    {
        if (!connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM label WHERE id = @id)", new { id }, snapshot))
        {
            return $"The label that row {entry.Seq} of the log tells of (part '{entry.Subject}') is missing.";
        }

        return row is null || connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM log WHERE kind = 'label' AND json_extract(json, '$.id') = @Id)", new { row.Id }, snapshot)
            ? $"The label that row {entry.Seq} of the log tells of (part '{entry.Subject}') is there, but not in its place: their order was changed."
            : Unlogged(row);
    }

    private static string Unlogged(Row row) => $"Label {row.Seq} (part '{row.Part_Id}') was put in: no row of the log tells of it.";

    private static string? Text(JsonDocument json, string name) => json.RootElement.TryGetProperty(name, out var value) ? value.GetString() : null;

    private sealed record Row(
        long Seq, string Id, string Part_Id, string Class, string Said_By, string Channel, string At, string Judged, string? Judged_By, string? Marks, string? Role, string? Reason, string? Was,
        long Changed);

    private sealed record Entry(long Seq, string At, string Subject, string Said_By, string Json);
}
