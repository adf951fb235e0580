using Dapper;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Storage.Database;
using EdgeTransfer.Storage.Policies;
using Microsoft.Data.Sqlite;

namespace EdgeTransfer.Storage.Exchange;

/// <summary>
/// What a device knows at one moment, read without writing anything: the service may run meanwhile. One transaction, so that
/// samples, labels and log fit together. Not for concurrent use.
/// </summary>
public sealed class DatasetReader : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _snapshot;
    private readonly string _samples;

    private DatasetReader(SqliteConnection connection, string samples) =>
        (_connection, _snapshot, _samples) = (connection, connection.BeginTransaction(deferred: true), samples);

    /// <summary>Opens a device's data folder.</summary>
    public static Result<DatasetReader> Open(string dataFolder)
    {
        var path = Path.Combine(dataFolder, LineFiles.Database);
        if (!File.Exists(path))
        {
            return new Refusal(RefusalKind.NotFound, $"{dataFolder} is no data folder of a device: it holds no {LineFiles.Database}.");
        }

        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = 30 }.ToString());
        try
        {
            connection.Open();
            connection.Execute("PRAGMA trusted_schema=OFF");
            if (connection.ExecuteScalar<int>("PRAGMA user_version") is var version && version != Migrations.Steps.Length)
            {
                connection.Dispose();
                return new Refusal(RefusalKind.Invalid, $"{path} has schema {version}, this version knows {Migrations.Steps.Length}: use the EdgeTransfer that the service runs.");
            }

            return new DatasetReader(connection, Path.Combine(dataFolder, LineFiles.Samples));
        }
        catch (SqliteException e)
        {
            connection.Dispose();
            return new Refusal(RefusalKind.Damaged, $"{path} cannot be read: {e.Message}.");
        }
    }

    /// <summary>Products that have samples.</summary>
    public IReadOnlyList<string> Products() => [.. _connection.Query<string>("SELECT DISTINCT product FROM sample ORDER BY product", transaction: _snapshot)];

    /// <summary>All samples of a product with the label that counts now, by part id.</summary>
    public IReadOnlyList<StoredPart> Parts(string product) =>
        [.. _connection.Query<Row>(
                "SELECT sample.part_id, sample.at, place, class, marks FROM sample LEFT JOIN current_label USING (part_id) WHERE product = @product ORDER BY sample.part_id",
                new { product }, _snapshot)
            .Select(r => new StoredPart(
                r.Part_Id, Columns.Time(r.At), Columns.Record<SamplePlace>(r.Place), r.Class, r.Marks is null ? [] : Columns.Record<IReadOnlyList<FrameBox>>(r.Marks)!))];

    /// <summary>All labels of a product, the oldest first.</summary>
    public IReadOnlyList<Label> Labels(string product) => LabelRows.Of(_connection, product, _snapshot);

    /// <summary>The golden parts of a product, by part id.</summary>
    public IReadOnlyList<GoldenPart> Golden(string product) =>
        [.. _connection.Query<(string PartId, string Class, string Locked)>("SELECT part_id, class, locked FROM current_golden WHERE product = @product ORDER BY part_id", new { product }, _snapshot)
            .Select(r => new GoldenPart(r.PartId, r.Class, Columns.Word<Verdict>(r.Locked)))];

    /// <summary>The device's log, all products: its chain is proven as a whole or not at all.</summary>
    public IEnumerable<ArchivedLogRow> Log() => _connection.Query<ArchivedLogRow>(
        "SELECT seq AS Seq, at AS At, kind AS Kind, product AS Product, subject AS Subject, said_by AS By, json AS Json, previous AS Previous, hash AS Hash FROM log ORDER BY seq",
        transaction: _snapshot, buffered: false);

    /// <summary>The policy that lies on a head; null when there is none.</summary>
    public PolicyRow? Policy(string product, string head)
    {
        var row = _connection.QuerySingleOrDefault<(string Version, string Json, string By, string At)>(
            "SELECT version, json, COALESCE(name, said_by), at FROM policy LEFT JOIN operator ON key = said_by WHERE product = @product AND head = @head ORDER BY seq DESC LIMIT 1", new { product, head }, _snapshot);
        return row.Version is null ? null : new(product, row.Version, head, row.Json, row.By, Columns.Time(row.At));
    }

    /// <summary>The stored image, PNG; null when it cannot be read.</summary>
    public byte[]? ReadImage(string product, string partId)
    {
        try
        {
            return Topics.IsLevel(product) && Topics.IsLevel(partId) ? File.ReadAllBytes(Path.Combine(_samples, product, partId + ".png")) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _snapshot.Dispose();
        _connection.Dispose();
    }

    private sealed record Row(string Part_Id, string At, string? Place, string? Class, string? Marks);
}
