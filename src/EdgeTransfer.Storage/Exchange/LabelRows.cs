using Dapper;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Storage.Database;
using Microsoft.Data.Sqlite;

namespace EdgeTransfer.Storage.Exchange;

/// <summary>Labels as events, out of the table and into it, whole: the only place of the exchange that knows its columns.</summary>
internal static class LabelRows
{
    private const string Fields = "label.id, label.part_id, class, said_by, channel, label.at, judged, judged_by, marks";

    /// <summary>All labels of a product, the oldest first.</summary>
    public static IReadOnlyList<Label> Of(SqliteConnection connection, string product, SqliteTransaction? transaction = null) => Read(
        connection, $"SELECT {Fields} FROM label JOIN sample USING (part_id) WHERE product = @product ORDER BY label.seq", new { product }, transaction);

    /// <summary>The label of an id; null when there is none.</summary>
    public static Label? Find(SqliteConnection connection, Guid id) =>
        Read(connection, $"SELECT {Fields} FROM label WHERE id = @id", new { id = id.ToString() }, null).SingleOrDefault();

    /// <summary>Appends a label as it is.</summary>
    public static void Append(SqliteConnection connection, SqliteTransaction transaction, Label label) => connection.Execute(
        "INSERT INTO label (id, part_id, class, said_by, channel, at, judged, judged_by, marks) VALUES (@Id, @PartId, @Class, @By, @Channel, @At, @Judged, @JudgedBy, @Marks)",
        new
        {
            Id = label.Id.ToString(), label.PartId, label.Class, label.By, label.Channel, At = Columns.Time(label.At), Judged = Columns.Word(label.Judged), label.JudgedBy,
            Marks = label.Marks.Count > 0 ? Columns.Record(label.Marks) : null,
        },
        transaction);

    /// <summary>Whether two events are one; the clock's ticks and the marks included.</summary>
    public static bool AreOne(Label one, Label other) => one with { Marks = [] } == other with { Marks = [] } && one.Marks.SequenceEqual(other.Marks);

    private static List<Label> Read(SqliteConnection connection, string sql, object parameters, SqliteTransaction? transaction) =>
        [.. connection.Query<Row>(sql, parameters, transaction).Select(r => new Label(
            Guid.Parse(r.Id), r.Part_Id, r.Class, r.Said_By, r.Channel, Columns.Time(r.At), Columns.Word<Verdict>(r.Judged), r.Judged_By)
        {
            Marks = r.Marks is null ? [] : Columns.Record<IReadOnlyList<FrameBox>>(r.Marks)!,
        })];

    private sealed record Row(string Id, string Part_Id, string Class, string Said_By, string Channel, string At, string Judged, string? Judged_By, string? Marks);
}
