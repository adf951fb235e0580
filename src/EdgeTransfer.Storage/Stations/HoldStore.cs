using System.Text.Json;
using Dapper;
using EdgeTransfer.Core.Audit;
using EdgeTransfer.Storage.Audit;
using EdgeTransfer.Storage.Commands;
using EdgeTransfer.Storage.Database;
using EdgeTransfer.Storage.Operators;

namespace EdgeTransfer.Storage.Stations;

/// <summary>Which stations are paused; it outlives the service.</summary>
public sealed class HoldStore(LineDatabase database)
{
    /// <summary>The last word on a station; null while nobody has paused it.</summary>
    public Hold? Find(string station)
    {
        using var connection = database.Read();
        var row = connection.QuerySingleOrDefault<Row>(
            "SELECT paused, COALESCE(name, said_by) AS by, reason, at FROM hold LEFT JOIN operator ON key = said_by WHERE station = @station", new { station });
        return row is null ? null : new(station, row.Paused != 0, row.By, row.Reason, Columns.Time(row.At));
    }

    /// <summary>Writes it down, in the log, too, with the answer to the command.</summary>
    public Task SetAsync(Hold hold, string product, StoredReply reply) => database.WriteAsync((connection, transaction) =>
    {
        ArgumentNullException.ThrowIfNull(hold);
        connection.Execute(
            """
            INSERT INTO hold (station, paused, said_by, reason, at) VALUES (@Station, @IsPaused, @by, @Reason, @at)
            ON CONFLICT (station) DO UPDATE SET paused = excluded.paused, said_by = excluded.said_by, reason = excluded.reason, at = excluded.at
            """,
            new { hold.Station, hold.IsPaused, by = OperatorStore.KeyOf(connection, transaction, hold.By, hold.At), hold.Reason, at = Columns.Time(hold.At) },
            transaction);
        AuditLog.Append(connection, transaction, new(
            AuditKind.Hold, product, hold.Station, hold.By, hold.At, JsonSerializer.Serialize(new { paused = hold.IsPaused, reason = hold.Reason }, JsonSerializerOptions.Web)));
        ReplyStore.Insert(connection, transaction, reply);
        return true;
    });

    private sealed record Row(long Paused, string By, string? Reason, string At);
}
