using Dapper;
using EdgeTransfer.Core.Alerts;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Watching;
using EdgeTransfer.Storage.Alerts;
using EdgeTransfer.Storage.Database;
using Microsoft.Data.Sqlite;

namespace EdgeTransfer.Storage.Watching;

/// <summary>Running watches and trials, and the parts on which two heads disagreed.</summary>
public sealed class WatchStore(LineDatabase database, OutboxStore outbox)
{
    private const string Fields = "part_id, station, product, at, purpose, head, shadow, verdict, shadow_verdict, score, shadow_score";

    /// <summary>
    /// In one transaction: disagreements (one that is there already stays as it is), how watches stand now, and alerts about them.
    /// </summary>
    public async Task SaveAsync(IReadOnlyList<Disagreement> disagreements, IReadOnlyList<WatchRow> watches, IReadOnlyList<OutboxMessage> alerts)
    {
        ArgumentNullException.ThrowIfNull(disagreements);
        ArgumentNullException.ThrowIfNull(watches);
        ArgumentNullException.ThrowIfNull(alerts);
        await database.WriteAsync(
            (connection, transaction) =>
            {
                foreach (var disagreement in disagreements)
                {
                    Insert(connection, transaction, disagreement);
                }

                foreach (var watch in watches)
                {
                    connection.Execute(
                        "INSERT INTO watch (station, json, at) VALUES (@Station, @Json, @At) ON CONFLICT (station) DO UPDATE SET json = excluded.json, at = excluded.at",
                        new { watch.Station, watch.Json, At = Columns.Time(watch.At) },
                        transaction);
                }

                return outbox.Insert(connection, transaction, alerts);
            },
            outbox.Committed);
    }

    /// <summary>The station has no watch any more.</summary>
    public Task ForgetAsync(string station) => database.WriteAsync(
        (connection, transaction) => connection.Execute("DELETE FROM watch WHERE station = @station", new { station }, transaction));

    /// <summary>The watch of a station; null without one.</summary>
    public async Task<WatchRow?> FindAsync(string station)
    {
        using var connection = database.Read();
        var row = await connection.QuerySingleOrDefaultAsync<(string Json, string At)?>("SELECT json, at FROM watch WHERE station = @station", new { station });
        return row is { } found ? new(station, found.Json, Columns.Time(found.At)) : null;
    }

    /// <summary>Disagreements on parts of a product that nobody has labelled, newest first: the begin of the review queue.</summary>
    public async Task<IReadOnlyList<Disagreement>> UnlabelledAsync(string product, int count)
    {
        using var connection = database.Read();
        var rows = await connection.QueryAsync<Row>(
            $"SELECT {Fields} FROM disagreement d WHERE product = @product AND NOT EXISTS (SELECT 1 FROM label WHERE label.part_id = d.part_id) ORDER BY seq DESC LIMIT @count",
            new { product, count });
        return [.. rows.Select(r => r.ToDisagreement())];
    }

    private static void Insert(SqliteConnection connection, SqliteTransaction transaction, Disagreement d) => connection.Execute(
        $"""
        INSERT INTO disagreement ({Fields})
        VALUES (@PartId, @Station, @Product, @At, @Purpose, @Head, @Shadow, @Verdict, @ShadowVerdict, @Score, @ShadowScore)
        ON CONFLICT DO NOTHING
        """,
        new
        {
            d.PartId, d.Station, d.Product, At = Columns.Time(d.At), Purpose = Columns.Word(d.Purpose), d.Head, d.Shadow,
            Verdict = Columns.Word(d.Verdict), ShadowVerdict = Columns.Word(d.ShadowVerdict), Score = Number(d.Score), ShadowScore = Number(d.ShadowScore),
        },
        transaction);

    // SQLite writes a score that is no number as NULL.
    private static double? Number(double score) => double.IsNaN(score) ? null : score;

    private sealed record Row(
        string Part_Id, string Station, string Product, string At, string Purpose, string Head, string Shadow, string Verdict, string Shadow_Verdict,
        double? Score, double? Shadow_Score)
    {
        public Disagreement ToDisagreement() => new(
            Part_Id, Station, Product, Columns.Time(At), Columns.Word<ShadowPurpose>(Purpose), Head, Shadow,
            Columns.Word<Verdict>(Verdict), Columns.Word<Verdict>(Shadow_Verdict), Score ?? double.NaN, Shadow_Score ?? double.NaN);
    }
}
