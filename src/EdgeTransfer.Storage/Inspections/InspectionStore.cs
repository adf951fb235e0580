using Dapper;
using EdgeTransfer.Core.Faults;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Storage.Alerts;
using EdgeTransfer.Storage.Database;
using Microsoft.Data.Sqlite;

namespace EdgeTransfer.Storage.Inspections;

/// <summary>The record of every trigger.</summary>
public sealed class InspectionStore(LineDatabase database, OutboxStore outbox)
{
    private const string Select =
        "SELECT id, station, trigger, part_id, product, origin, at, verdict, reason, detail, scores, regions, times, head, policy, recipe, calibration, serial, lot FROM inspection ";

    /// <summary>Writes a batch with its alerts in one transaction.</summary>
    public async Task RecordAsync(IReadOnlyList<RecordedInspection> batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        await database.WriteAsync(
            (connection, transaction) =>
            {
                using var insert = InsertCommand(connection, transaction);
                foreach (var (inspection, _) in batch)
                {
                    Fill(insert.Parameters, inspection);
                    insert.ExecuteNonQuery();
                }

                var change = outbox.Insert(connection, transaction, [.. batch.SelectMany(r => r.Alerts)]);
                FaultPoints.Reached("outbox.uncommitted");
                return change;
            },
            outbox.Committed);
        FaultPoints.Reached("outbox.committed");
    }

    /// <summary>The inspection of a part; null when there is none.</summary>
    public async Task<Inspection?> FindAsync(string partId)
    {
        using var connection = database.Read();
        return (await connection.QuerySingleOrDefaultAsync<Row>(Select + "WHERE part_id = @partId", new { partId }))?.ToInspection();
    }

    /// <summary>The latest inspections of a station, newest first.</summary>
    public async Task<IReadOnlyList<Inspection>> LatestAsync(string station, int count)
    {
        using var connection = database.Read();
        return [.. (await connection.QueryAsync<Row>(Select + "WHERE station = @station ORDER BY trigger DESC LIMIT @count", new { station, count })).Select(r => r.ToInspection())];
    }

    /// <summary>NG scores of the latest parts of a station that a head judged, newest first.</summary>
    public async Task<IReadOnlyList<double>> LatestScoresAsync(string station, string head, int count)
    {
        using var connection = database.Read();
        var rows = await connection.QueryAsync<string>(
            "SELECT scores FROM inspection WHERE station = @station AND head = @head AND scores IS NOT NULL ORDER BY trigger DESC LIMIT @count",
            new { station, head, count });
        return [.. rows.Select(r => Columns.Record<Scores>(r)!.Ng)];
    }

    /// <summary>How many inspections of a station ended how.</summary>
    public async Task<IReadOnlyDictionary<(Verdict Verdict, NotInspectedReason Reason), long>> CountAsync(string station)
    {
        using var connection = database.Read();
        var rows = await connection.QueryAsync<(string Verdict, string Reason, long Count)>(
            "SELECT verdict, reason, COUNT(*) FROM inspection WHERE station = @station GROUP BY verdict, reason", new { station });
        return rows.ToDictionary(r => (Columns.Word<Verdict>(r.Verdict), Columns.Word<NotInspectedReason>(r.Reason)), r => r.Count);
    }

    private static SqliteCommand InsertCommand(SqliteConnection connection, SqliteTransaction transaction)
    {
        var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = """
            INSERT INTO inspection (id, station, trigger, part_id, product, origin, at, verdict, reason, detail, scores, regions, times, head, policy, recipe, calibration, serial, lot)
            VALUES ($id, $station, $trigger, $part_id, $product, $origin, $at, $verdict, $reason, $detail, $scores, $regions, $times, $head, $policy, $recipe, $calibration, $serial, $lot)
            """;
        return command;
    }

    private static void Fill(SqliteParameterCollection parameters, Inspection i)
    {
        parameters.Clear();
        Set("$id", i.Id.ToString());
        Set("$station", i.Station);
        Set("$trigger", i.Trigger);
        Set("$part_id", i.PartId);
        Set("$product", i.Product);
        Set("$origin", i.Origin);
        Set("$at", Columns.Time(i.At));
        Set("$verdict", Columns.Word(i.Verdict));
        Set("$reason", Columns.Word(i.Reason));
        Set("$detail", i.Detail);
        Set("$scores", Columns.Record(i.Scores));
        Set("$regions", Columns.Record(i.Regions));
        Set("$times", Columns.Record(i.Times));
        Set("$head", i.Judges.Head);
        Set("$policy", i.Judges.Policy);
        Set("$recipe", i.Judges.Recipe);
        Set("$calibration", i.Judges.Calibration);
        Set("$serial", i.Serial);
        Set("$lot", i.Lot);

        void Set(string name, object? value) => parameters.AddWithValue(name, value ?? DBNull.Value);
    }

    private sealed record Row(
        string Id, string Station, long Trigger, string Part_Id, string Product, string Origin, string At, string Verdict, string Reason, string? Detail,
        string? Scores, string? Regions, string? Times, string? Head, string? Policy, string Recipe, string Calibration, string? Serial, string? Lot)
    {
        public Inspection ToInspection() => new()
        {
            Id = Guid.Parse(Id),
            Station = Station,
            Trigger = Trigger,
            PartId = Part_Id,
            Product = Product,
            Origin = Origin,
            At = Columns.Time(At),
            Verdict = Columns.Word<Verdict>(Verdict),
            Reason = Columns.Word<NotInspectedReason>(Reason),
            Detail = Detail,
            Scores = Columns.Record<Scores>(Scores),
            Regions = Columns.Record<IReadOnlyList<DefectRegion>>(Regions),
            Times = Columns.Record<StageTimes>(Times),
            Judges = new Judges(Head, Policy, Recipe, Calibration),
            Serial = Serial,
            Lot = Lot,
        };
    }
}
