using Dapper;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Storage.Labels;
using Microsoft.Data.Sqlite;

namespace EdgeTransfer.Storage.Exchange;

/// <summary>Labels as events, out of the table and into it, whole: as the exchange moves them.</summary>
internal static class LabelRows
{
    /// <summary>All labels of a product, the oldest first.</summary>
    public static IReadOnlyList<Label> Of(SqliteConnection connection, string product, SqliteTransaction? transaction = null) => Read(
        connection, LabelRow.Select + "WHERE part_id IN (SELECT part_id FROM sample WHERE product = @product) ORDER BY seq", new { product }, transaction);

    /// <summary>The label of an id; null when there is none.</summary>
    public static Label? Find(SqliteConnection connection, Guid id) =>
        Read(connection, LabelRow.Select + "WHERE id = @id", new { id = id.ToString() }, null).SingleOrDefault();

    /// <summary>Whether two events are one; the clock's ticks and the marks included.</summary>
    public static bool AreOne(Label one, Label other) => one with { Marks = [] } == other with { Marks = [] } && one.Marks.SequenceEqual(other.Marks);

    private static List<Label> Read(SqliteConnection connection, string sql, object parameters, SqliteTransaction? transaction) =>
        [.. connection.Query<LabelRow>(sql, parameters, transaction).Select(r => r.ToLabel())];
}
