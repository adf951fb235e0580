using Dapper;
using EdgeTransfer.Core.Audit;
using EdgeTransfer.Core.Faults;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Storage.Audit;
using EdgeTransfer.Storage.Commands;
using EdgeTransfer.Storage.Database;
using EdgeTransfer.Storage.Operators;
using EdgeTransfer.Storage.Samples;
using Microsoft.Data.Sqlite;

namespace EdgeTransfer.Storage.Labels;

/// <summary>What people said of samples, appended and never changed, each told in the log (law 6). The later label of a part counts.</summary>
public sealed class LabelStore(LineDatabase database)
{
    /// <summary>Appends a label, and tells the log in the same transaction. A repeat of one that is there (same id) changes nothing and succeeds.</summary>
    /// <returns>
    /// The label and what was there before; NotFound when the part has no sample, Invalid when it breaks its contract, Conflict when its id
    /// is that of another label.
    /// </returns>
    public async Task<Result<LabelOutcome>> AppendAsync(Label label)
    {
        ArgumentNullException.ThrowIfNull(label);
        if (label.Error() is { } error)
        {
            return error;
        }

        var appended = await database.WriteAsync((connection, transaction) => Once(connection, transaction, label));
        FaultPoints.Reached("label.committed");
        return appended;
    }

    /// <summary>Appends many labels in one transaction, with the answer to the command that brought them.</summary>
    /// <param name="labels">In their order; of two for one part the later counts.</param>
    /// <param name="allOrNothing">Whether none is taken when one cannot be.</param>
    /// <param name="answer">The answer that is kept, from what became of each.</param>
    /// <returns>For each what <see cref="AppendAsync"/> says; when none is taken because of others, the refusals are there and no outcome counts.</returns>
    public Task<IReadOnlyList<Result<LabelOutcome>>> AppendAllAsync(
        IReadOnlyList<Label> labels, bool allOrNothing, Func<IReadOnlyList<Result<LabelOutcome>>, StoredReply> answer)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(answer);
        return database.WriteAsync<IReadOnlyList<Result<LabelOutcome>>>((connection, transaction) =>
        {
            transaction.Save("before");
            List<Result<LabelOutcome>> outcomes = [.. labels.Select(label => label.Error() is { } error ? error : Once(connection, transaction, label))];
            if (allOrNothing && outcomes.Exists(o => !o.IsOk))
            {
                transaction.Rollback("before");
            }

            ReplyStore.Insert(connection, transaction, answer(outcomes));
            return outcomes;
        });
    }

    /// <summary>Parts of a product with the label that counts now, in the order of their labels.</summary>
    public async Task<IReadOnlyDictionary<string, string>> CurrentAsync(string product)
    {
        using var connection = database.Read();
        var rows = await connection.QueryAsync<(string PartId, string Class)>(
            "SELECT part_id, class FROM current_label JOIN sample USING (part_id) WHERE product = @product ORDER BY seq", new { product });
        return rows.ToDictionary(r => r.PartId, r => r.Class, StringComparer.Ordinal);
    }

    /// <summary>Labels of a product that count now, by class.</summary>
    public async Task<IReadOnlyDictionary<string, long>> CountAsync(string product)
    {
        using var connection = database.Read();
        var rows = await connection.QueryAsync<(string Class, long Count)>(
            "SELECT class, COUNT(*) FROM current_label JOIN sample USING (part_id) WHERE product = @product GROUP BY class", new { product });
        return rows.ToDictionary(r => r.Class, r => r.Count, StringComparer.Ordinal);
    }

    /// <summary>
    /// Labels of a product after number <paramref name="seq"/> (0: all) that teach something, in their order: the first of a part, and each
    /// that changed its class or marks. One that only confirms is none.
    /// </summary>
    public async Task<IReadOnlyList<LabelEvent>> LabelsSinceAsync(string product, long seq)
    {
        using var connection = database.Read();
        var rows = await connection.QueryAsync<Event>(
            "SELECT seq, part_id, class, was, label.at FROM label JOIN sample USING (part_id) WHERE product = @product AND seq > @seq AND changed = 1 ORDER BY seq", new { product, seq });
        return [.. rows.Select(r => new LabelEvent(r.Seq, r.Part_Id, r.Class, r.Was, Columns.Time(r.At)))];
    }

    /// <summary>Number of the last label of a product; 0 before the first.</summary>
    public async Task<long> LastSeqAsync(string product)
    {
        using var connection = database.Read();
        return await connection.ExecuteScalarAsync<long>("SELECT COALESCE(MAX(seq), 0) FROM label JOIN sample USING (part_id) WHERE product = @product", new { product });
    }

    /// <summary>Parts of a product whose present label only confirmed the one before.</summary>
    public async Task<IReadOnlySet<string>> ConfirmedAsync(string product)
    {
        using var connection = database.Read();
        var parts = await connection.QueryAsync<string>("SELECT part_id FROM current_label JOIN sample USING (part_id) WHERE product = @product AND was = class", new { product });
        return parts.ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The last opinion of each operator on the parts of a product that more than one of them labelled.</summary>
    public async Task<IReadOnlyList<Opinion>> OpinionsAsync(string product)
    {
        using var connection = database.Read();
        var opinions = await connection.QueryAsync<(string PartId, string Key, string? Name, string Class)>(
            """
            SELECT part_id, said_by, name, class FROM label JOIN sample USING (part_id) LEFT JOIN operator ON key = said_by
            WHERE product = @product AND seq IN (SELECT MAX(seq) FROM label GROUP BY part_id, said_by)
            AND part_id IN (SELECT part_id FROM label GROUP BY part_id HAVING COUNT(DISTINCT said_by) > 1)
            ORDER BY seq
            """,
            new { product });
        return [.. opinions.Select(o => new Opinion(o.PartId, o.Name ?? o.Key, o.Class))];
    }

    /// <summary>Writes a label, and tells the log.</summary>
    /// <param name="connection">The writer.</param>
    /// <param name="transaction">Its transaction.</param>
    /// <param name="product">The product of its sample.</param>
    /// <param name="label">As it was said.</param>
    /// <param name="import">Id of the import that it came by; null when it was said here.</param>
    /// <returns>What had counted before.</returns>
    internal static LabelRow? Insert(SqliteConnection connection, SqliteTransaction transaction, string product, Label label, string? import = null)
    {
        var before = Before(connection, transaction, label.PartId, long.MaxValue);
        var (by, marks, at) = (OperatorStore.KeyOf(connection, transaction, label.By, label.At), MarksOf(label), Columns.Time(label.At));
        connection.Execute(
            """
            INSERT INTO label (id, part_id, class, said_by, channel, at, judged, judged_by, marks, role, reason, was, changed)
            VALUES (@id, @PartId, @Class, @by, @Channel, @at, @judged, @JudgedBy, @marks, @Role, @Reason, @was, @changed)
            """,
            new
            {
                id = label.Id.ToString(), label.PartId, label.Class, by, label.Channel, at, judged = Columns.Word(label.Judged), label.JudgedBy, marks, label.Role, label.Reason,
                was = before?.Class, changed = before is null || before.Class != label.Class || before.Marks != marks,
            },
            transaction);
        AuditLog.Append(connection, transaction, new(AuditKind.Label, product, label.PartId, by, label.At, Columns.Record(LabelEntry.Of(label, before?.Class, before?.Said_By, import))!));
        return before;
    }

    private static Result<LabelOutcome> Once(SqliteConnection connection, SqliteTransaction transaction, Label label)
    {
        if (Find(connection, transaction, label.Id) is { } there)
        {
            return IsSame(there.ToLabel(), label, there.Said_By)
                ? new LabelOutcome(there.ToLabel(), Before(connection, transaction, label.PartId, there.Seq)?.ToBefore(), IsRepeat: true)
                : new Refusal(RefusalKind.Conflict, $"The id {label.Id} is that of another label ('{there.Class}' for {there.Part_Id}): give each label an id of its own.");
        }

        return Append(connection, transaction, label);
    }

    private static Result<LabelOutcome> Append(SqliteConnection connection, SqliteTransaction transaction, Label label)
    {
        var product = connection.QuerySingleOrDefault<string>("SELECT product FROM sample WHERE part_id = @PartId", new { label.PartId }, transaction);
        if (product is null)
        {
            return SampleEvictor.NoSample(connection, transaction, label.PartId);
        }

        var before = Insert(connection, transaction, product, label);
        FaultPoints.Reached("label.uncommitted");
        return new LabelOutcome(label, before?.ToBefore(), IsRepeat: false);
    }

    private static LabelRow? Find(SqliteConnection connection, SqliteTransaction transaction, Guid id) =>
        connection.QuerySingleOrDefault<LabelRow>(LabelRow.Select + "WHERE id = @id", new { id = id.ToString() }, transaction);

    private static LabelRow? Before(SqliteConnection connection, SqliteTransaction transaction, string partId, long seq) =>
        connection.QuerySingleOrDefault<LabelRow>(LabelRow.Select + "WHERE part_id = @partId AND seq < @seq ORDER BY seq DESC LIMIT 1", new { partId, seq }, transaction);

    /// <summary>What the operator said; the verdict that stood meanwhile may be another.</summary>
    private static bool IsSame(Label there, Label label, string key) =>
        there.PartId == label.PartId && there.Class == label.Class && (there.By == label.By || key == label.By) && there.Role == label.Role && there.Reason == label.Reason
        && MarksOf(there) == MarksOf(label);

    private static string? MarksOf(Label label) => label.Marks.Count > 0 ? Columns.Record(label.Marks) : null;

    private sealed record Event(long Seq, string Part_Id, string Class, string? Was, string At);
}
