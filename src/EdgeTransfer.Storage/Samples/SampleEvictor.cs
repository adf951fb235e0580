using System.Globalization;
using Dapper;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Core.Sampling;
using EdgeTransfer.Storage.Database;
using Microsoft.Data.Sqlite;

namespace EdgeTransfer.Storage.Samples;

/// <summary>
/// Keeps all samples of the device within a disk budget, by the rule of <see cref="Eviction"/>. A sample that ever had a label stays,
/// and with it every golden and lockbox part. The row goes first, in one transaction with the note that is left of it; then the files; then
/// the note says that they are gone. What a crash left of that is done at the next start.
/// </summary>
public sealed class SampleEvictor(LineDatabase database, SampleStore store, TimeProvider time)
{
    /// <summary>Share of the budget that labelled samples may fill; beyond it nothing new is stored.</summary>
    private const double LabelledShare = 0.95;

    /// <summary>Share of the room for unlabelled samples that an eviction frees, so that not every sample causes one.</summary>
    private const double Slack = 0.05;

    private const string NeverLabelled = "part_id NOT IN (SELECT part_id FROM label)";

    /// <summary>Evicts what has to go when the samples have reached the budget, bytes.</summary>
    public async Task<SampleRoom> MakeRoomAsync(long budget)
    {
        var (all, labelled) = await MeasureAsync();
        var hasRoom = HasRoom(labelled, budget);
        if (all < budget)
        {
            return new(all, labelled, 0, hasRoom);
        }

        var aim = budget - (long)(Slack * Math.Max(0, budget - labelled));
        var evicted = await EvictAsync(Eviction.Choose(await UnlabelledAsync(), all - aim), $"the disk budget of {Gigabytes(budget)} GB was used up");
        var after = await MeasureAsync();
        return new(after.All, after.Labelled, evicted, hasRoom && after.All < budget);
    }

    /// <summary>Whether labelled samples leave room for others in a budget.</summary>
    public static bool HasRoom(long labelled, long budget) => labelled <= budget * LabelledShare;

    /// <summary>What all samples take, and those with a label, bytes.</summary>
    public Task<(long All, long Labelled)> MeasureAsync() => MeasureAsync(database);

    /// <inheritdoc cref="MeasureAsync()"/>
    public static async Task<(long All, long Labelled)> MeasureAsync(LineDatabase database)
    {
        ArgumentNullException.ThrowIfNull(database);
        using var connection = database.Read();
        return await connection.QuerySingleAsync<(long, long)>(
            $"SELECT COALESCE(SUM(bytes), 0), COALESCE(SUM(CASE WHEN {NeverLabelled} THEN 0 ELSE bytes END), 0) FROM sample");
    }

    /// <summary>Removes the files that a crash left of evicted samples.</summary>
    /// <returns>Samples whose files were left.</returns>
    public async Task<int> FinishAsync()
    {
        using var connection = database.Read();
        var left = (await connection.QueryAsync<(string PartId, string Product)>("SELECT part_id, product FROM evicted_sample WHERE files = 1")).ToList();
        await RemoveFilesAsync(left);
        return left.Count;
    }

    /// <summary>What is left of an evicted sample; null for a part that was not evicted.</summary>
    public async Task<EvictedSample?> FindAsync(string partId)
    {
        using var connection = database.Read();
        return Find(connection, null, partId);
    }

    /// <summary>Why a part has no sample, for whoever wants to label it.</summary>
    internal static Refusal NoSample(SqliteConnection connection, SqliteTransaction transaction, string partId) =>
        new(RefusalKind.NotFound, Find(connection, transaction, partId) is { } evicted
            ? string.Create(CultureInfo.InvariantCulture, $"The image of part '{partId}' was evicted on {evicted.At:yyyy-MM-dd} at {evicted.At:HH:mm} UTC ({evicted.Why}), so a label for it teaches nothing.")
            : $"No image of part '{partId}' was kept, so a label for it teaches nothing.");

    private static EvictedSample? Find(SqliteConnection connection, SqliteTransaction? transaction, string partId) =>
        connection.Query<(string At, string Why)>("SELECT at, why FROM evicted_sample WHERE part_id = @partId", new { partId }, transaction)
            .Select(r => new EvictedSample(partId, Columns.Time(r.At), r.Why))
            .SingleOrDefault();

    private async Task<IReadOnlyList<EvictionCandidate>> UnlabelledAsync()
    {
        using var connection = database.Read();
        var rows = await connection.QueryAsync<(string PartId, string At, string Reasons, double? Probability, long Bytes)>(
            $"SELECT part_id, at, reasons, probability, bytes FROM sample WHERE {NeverLabelled}");
        return [.. rows.Select(r => new EvictionCandidate(r.PartId, Columns.Time(r.At), Columns.Word<SamplingReasons>(r.Reasons), r.Probability, r.Bytes))];
    }

    private async Task<int> EvictAsync(EvictionPlan plan, string why)
    {
        var gone = await database.WriteAsync((connection, transaction) =>
        {
            if (plan.RandomFactor < 1)
            {
                Thin(connection, transaction, plan.RandomFactor);
            }

            var at = Columns.Time(time.GetUtcNow());
            List<(string PartId, string Product)> gone = [];
            foreach (var sample in plan.Evicted)
            {
                // A label may have come since the plan was made.
                var product = connection.ExecuteScalar<string?>(
                    $"DELETE FROM sample WHERE part_id = @PartId AND {NeverLabelled} RETURNING product", new { sample.PartId }, transaction);
                if (product is not null)
                {
                    connection.Execute(
                        "INSERT INTO evicted_sample (part_id, product, at, why, files) VALUES (@PartId, @product, @at, @why, 1)",
                        new { sample.PartId, product, at, why },
                        transaction);
                    gone.Add((sample.PartId, product));
                }
            }

            return gone;
        });
        await RemoveFilesAsync(gone);
        return gone.Count;
    }

    /// <summary>All probabilities shrink; what the smaller share does not hold, labelled or not, no longer counts as random.</summary>
    private static void Thin(SqliteConnection connection, SqliteTransaction transaction, double factor)
    {
        var random = connection.Query<(string PartId, double Probability, string Reasons)>(
            "SELECT part_id, probability, reasons FROM sample WHERE probability IS NOT NULL", transaction: transaction).ToList();
        connection.Execute("UPDATE sample SET probability = probability * @factor WHERE probability IS NOT NULL", new { factor }, transaction);
        connection.Execute(
            "UPDATE sample SET probability = NULL, reasons = @Reasons WHERE part_id = @PartId",
            random.Where(r => RandomShare.Draw(r.PartId) / r.Probability >= factor)
                .Select(r => new { r.PartId, Reasons = Columns.Word(Columns.Word<SamplingReasons>(r.Reasons) & ~SamplingReasons.Random) }),
            transaction);
    }

    private async Task RemoveFilesAsync(IReadOnlyList<(string PartId, string Product)> samples)
    {
        foreach (var product in samples.GroupBy(s => s.Product, s => s.PartId, StringComparer.Ordinal))
        {
            store.RemoveFiles(product.Key, product.ToHashSet(StringComparer.Ordinal));
            await database.WriteAsync((connection, transaction) => connection.Execute(
                "UPDATE evicted_sample SET files = 0 WHERE part_id = @partId", product.Select(partId => new { partId }), transaction));
        }
    }

    private static string Gigabytes(long bytes) => (bytes / 1e9).ToString("0.###", CultureInfo.InvariantCulture);
}
