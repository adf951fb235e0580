using System.Text.Json;
using Dapper;
using EdgeTransfer.Core.Audit;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Storage.Audit;
using EdgeTransfer.Storage.Commands;
using EdgeTransfer.Storage.Database;
using EdgeTransfer.Storage.Operators;
using Microsoft.Data.Sqlite;

namespace EdgeTransfer.Storage.Golden;

/// <summary>Golden parts: locked and released by people, each event appended, the latest one of a part counts.</summary>
public sealed class GoldenStore(LineDatabase database)
{
    /// <summary>Locks a labelled part. One that is locked so already stays as it is.</summary>
    /// <param name="product">The product.</param>
    /// <param name="partId">The part; its image is kept from then on.</param>
    /// <param name="locked">The verdict; null takes OK for a good part and NG for a defect.</param>
    /// <param name="by">Who locks it.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="answer">The answer to the command, kept with it, from the part and the number of golden parts of the product; null: none is asked for.</param>
    /// <returns>The golden part; NotFound when it has no image or no label, Invalid when its label contradicts the verdict.</returns>
    public Task<Result<GoldenPart>> LockAsync(string product, string partId, Verdict? locked, string by, DateTimeOffset at, Func<GoldenPart, int, StoredReply>? answer = null) =>
        database.WriteAsync<Result<GoldenPart>>((connection, transaction) =>
        {
            var label = connection.ExecuteScalar<string?>(
                "SELECT class FROM current_label JOIN sample USING (part_id) WHERE part_id = @partId AND product = @product", new { partId, product }, transaction);
            if (label is null)
            {
                return new Refusal(RefusalKind.NotFound, $"Part '{partId}' has no stored image with a label, so it cannot be locked: label it first.");
            }

            var verdict = locked ?? (label == Label.Ok ? Verdict.Ok : Verdict.Ng);
            if (GoldenPart.Error(label, verdict) is { } error)
            {
                return new Refusal(RefusalKind.Invalid, error);
            }

            var golden = new GoldenPart(partId, label, verdict);
            if (Find(connection, partId, transaction) != golden)
            {
                Append(connection, transaction, product, golden, Columns.Word(verdict), by, at);
            }

            Answer(connection, transaction, product, golden, answer);
            return golden;
        });

    /// <summary>Releases a golden part: it is a part like any other again.</summary>
    /// <returns>What it was locked as; NotFound when it is not locked.</returns>
    public Task<Result<GoldenPart>> ReleaseAsync(string product, string partId, string by, DateTimeOffset at, Func<GoldenPart, int, StoredReply>? answer = null) =>
        database.WriteAsync<Result<GoldenPart>>((connection, transaction) =>
        {
            if (Find(connection, partId, transaction) is not { } golden)
            {
                return new Refusal(RefusalKind.NotFound, $"Part '{partId}' is not locked.");
            }

            Append(connection, transaction, product, golden, null, by, at);
            Answer(connection, transaction, product, golden, answer);
            return golden;
        });

    /// <summary>The parts of a product that are locked now, in the order of their ids.</summary>
    public async Task<IReadOnlyList<GoldenPart>> ListAsync(string product)
    {
        using var connection = database.Read();
        var rows = await connection.QueryAsync<(string PartId, string Class, string Locked)>(
            "SELECT part_id, class, locked FROM current_golden WHERE product = @product ORDER BY part_id", new { product });
        return [.. rows.Select(r => new GoldenPart(r.PartId, r.Class, Columns.Word<Verdict>(r.Locked)))];
    }

    /// <summary>The lock of a part; null when it has none.</summary>
    internal static GoldenPart? Find(SqliteConnection connection, string partId, SqliteTransaction? transaction)
    {
        var row = connection.QuerySingleOrDefault<(string Class, string? Locked)>(
            "SELECT class, locked FROM current_golden WHERE part_id = @partId", new { partId }, transaction);
        return row.Locked is null ? null : new(partId, row.Class, Columns.Word<Verdict>(row.Locked));
    }

    private static void Answer(SqliteConnection connection, SqliteTransaction transaction, string product, GoldenPart part, Func<GoldenPart, int, StoredReply>? answer)
    {
        if (answer is not null)
        {
            var count = connection.ExecuteScalar<int>("SELECT COUNT(*) FROM current_golden WHERE product = @product AND locked IS NOT NULL", new { product }, transaction);
            ReplyStore.Insert(connection, transaction, answer(part, count));
        }
    }

    /// <summary>Appends a lock, or with no verdict its release, and tells the log.</summary>
    internal static void Append(
        SqliteConnection connection, SqliteTransaction transaction, string product, GoldenPart part, string? locked, string by, DateTimeOffset at)
    {
        connection.Execute(
            "INSERT INTO golden (part_id, product, class, locked, said_by, at) VALUES (@PartId, @product, @Class, @locked, @by, @at)",
            new { part.PartId, product, part.Class, locked, by = OperatorStore.KeyOf(connection, transaction, by, at), at = Columns.Time(at) },
            transaction);
        AuditLog.Append(connection, transaction, new(
            AuditKind.Golden, product, part.PartId, by, at, JsonSerializer.Serialize(new { part.Class, locked }, JsonSerializerOptions.Web)));
    }
}
