using System.Text.Json;
using Dapper;
using EdgeTransfer.Core.Audit;
using EdgeTransfer.Core.Training;
using EdgeTransfer.Storage.Audit;
using EdgeTransfer.Storage.Database;
using EdgeTransfer.Storage.Operators;

namespace EdgeTransfer.Storage.Trainings;

/// <summary>
/// Trainings: a row is written when one begins, told of its snapshot and its head, and closed for ever at its end. What is open at a
/// start was interrupted.
/// </summary>
public sealed class TrainingStore(LineDatabase database)
{
    private const string Open = "open";
    private const string Ended = "ended";

    /// <summary>Writes down that a training begins.</summary>
    public Task BeginAsync(TrainingRow row) => database.WriteAsync((connection, transaction) => connection.Execute(
        """
        INSERT INTO training (id, product, station, asked_by, reason, command, state, attempts, begun, seed, options)
        VALUES (@Id, @Product, @Station, @By, @Reason, @Command, @State, 1, @Begun, @Seed, @Options)
        """,
        new
        {
            Id = row.Id.ToString(), row.Product, row.Station, By = OperatorStore.KeyOf(connection, transaction, row.By, row.Begun), Reason = Columns.Word(row.Reason), Command = row.Command?.ToString(), State = Open, Begun = Columns.Time(row.Begun),
            row.Seed, row.Options,
        },
        transaction));

    /// <summary>Says what it learns from.</summary>
    public Task SetSnapshotAsync(Guid id, TrainingSnapshot snapshot, long upTo)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return UpdateAsync(
            id, "feature_key = @key, labels = @labels, up_to = @upTo, data_hash = @hash",
            new { id = id.ToString(), key = snapshot.FeatureKey, labels = LabelSet.Write(snapshot.Labels.Select(l => l.Number)), upTo, hash = snapshot.ComputeHash() });
    }

    /// <summary>Says which head it made; null: that head is gone again.</summary>
    public Task SetHeadAsync(Guid id, string? head) => UpdateAsync(id, "head = @head", new { id = id.ToString(), head });

    /// <summary>Counts one more begin of an interrupted training; −1 takes the present one back, which an orderly stop ends.</summary>
    public Task AddAttemptAsync(Guid id, int count = 1) => UpdateAsync(id, "attempts = attempts + @count", new { id = id.ToString(), count });

    /// <summary>Closes it, and tells the log in the same transaction.</summary>
    /// <param name="id">Which.</param>
    /// <param name="outcome">How it ended.</param>
    /// <param name="detail">Why. Kept for ever: it names nobody.</param>
    /// <param name="at">When, UTC.</param>
    /// <param name="cancelledBy">Who ended it; null when nobody did.</param>
    public Task EndAsync(Guid id, string outcome, string detail, DateTimeOffset at, string? cancelledBy = null) => database.WriteAsync((connection, transaction) =>
    {
        connection.Execute(
            $"UPDATE training SET state = '{Ended}', outcome = @outcome, detail = @detail, ended = @at WHERE id = @id",
            new { id = id.ToString(), outcome, detail, at = Columns.Time(at) },
            transaction);
        var row = connection.QuerySingle<Row>($"{Select} WHERE id = @id", new { id = id.ToString() }, transaction).ToTraining();
        var by = cancelledBy is null ? null : OperatorStore.KeyOf(connection, transaction, cancelledBy, at);
        AuditLog.Append(connection, transaction, new AuditEntry(AuditKind.Training, row.Product, row.Head ?? row.Id.ToString(), row.By, at, Json(row, by)));
        return true;
    });

    /// <summary>Those that have not ended, the oldest first.</summary>
    public async Task<IReadOnlyList<TrainingRow>> OpenAsync()
    {
        using var connection = database.Read();
        return [.. (await connection.QueryAsync<Row>($"{Select} WHERE state = '{Open}' ORDER BY training.rowid")).Select(r => r.ToTraining())];
    }

    /// <summary>Heads that trainings which have not ended have stored.</summary>
    public IReadOnlyList<string> OpenHeads(string product)
    {
        using var connection = database.Read();
        return [.. connection.Query<string>("SELECT head FROM training WHERE product = @product AND state <> 'ended' AND head IS NOT NULL", new { product })];
    }

    /// <summary>One of them; null when there is none of that id.</summary>
    public async Task<TrainingRow?> FindAsync(Guid id)
    {
        using var connection = database.Read();
        return (await connection.QuerySingleOrDefaultAsync<Row>($"{Select} WHERE id = @id", new { id = id.ToString() }))?.ToTraining();
    }

    /// <summary>The last of a product that took a snapshot, in the order in which they were written down: the clock may have been set back; null when none has.</summary>
    public async Task<TrainingRow?> LatestAsync(string product)
    {
        using var connection = database.Read();
        return (await connection.QuerySingleOrDefaultAsync<Row>(
            $"{Select} WHERE product = @product AND up_to IS NOT NULL ORDER BY up_to DESC, training.rowid DESC LIMIT 1", new { product }))?.ToTraining();
    }

    /// <summary>Whether another of its product that was written down after it has taken a snapshot.</summary>
    public async Task<bool> HasLaterAsync(Guid id)
    {
        using var connection = database.Read();
        return await connection.ExecuteScalarAsync<bool>(
            "SELECT EXISTS (SELECT 1 FROM training AS one JOIN training AS other USING (product) WHERE one.id = @id AND other.rowid > one.rowid AND other.up_to IS NOT NULL)",
            new { id = id.ToString() });
    }

    /// <summary>Labels of a product that came after one and teach something: a part's first, or one that changed class or marks.</summary>
    public async Task<int> CountLabelsAfterAsync(string product, long number)
    {
        using var connection = database.Read();
        return await connection.ExecuteScalarAsync<int>(
            "SELECT COUNT(*) FROM label JOIN sample USING (part_id) WHERE label.seq > @number AND product = @product AND changed = 1", new { product, number });
    }

    private const string Select =
        "SELECT id, product, station, asked_by, name, reason, command, attempts, begun, ended, feature_key, labels, up_to, data_hash, seed, options, head, outcome, detail FROM training LEFT JOIN operator ON key = asked_by";

    private Task<bool> UpdateAsync(Guid id, string set, object values) => database.WriteAsync((connection, transaction) =>
        connection.Execute($"UPDATE training SET {set} WHERE id = @id AND state = '{Open}'", values, transaction) == 1
            ? true
            : throw new InvalidOperationException($"There is no open training {id}."));

    private static string Json(TrainingRow row, string? cancelledBy) => JsonSerializer.Serialize(
        new
        {
            id = row.Id, station = row.Station, reason = Columns.Word(row.Reason), command = row.Command, attempts = row.Attempts, begun = row.Begun, featureKey = row.FeatureKey, labels = row.Labels,
            dataHash = row.DataHash, seed = row.Seed, options = JsonSerializer.Deserialize<JsonElement>(row.Options), head = row.Head, outcome = row.Outcome, detail = row.Detail, cancelledBy,
        });

    private sealed record Row(
        string Id, string Product, string Station, string Asked_By, string? Name, string Reason, string? Command, long Attempts, string Begun, string? Ended, string? Feature_Key, string? Labels, long? Up_To,
        string? Data_Hash, long Seed, string Options, string? Head, string? Outcome, string? Detail)
    {
        public TrainingRow ToTraining() => new(
            Guid.Parse(Id), Product, Station, Name ?? Asked_By, Columns.Word<TrainingReason>(Reason), Command is null ? null : Guid.Parse(Command), Columns.Time(Begun), (int)Seed, Options)
        {
            Attempts = (int)Attempts, FeatureKey = Feature_Key, Labels = Labels, UpTo = Up_To, DataHash = Data_Hash, Head = Head,
            Ended = Ended is null ? null : Columns.Time(Ended), Outcome = Outcome, Detail = Detail,
        };
    }
}
