using Dapper;
using EdgeTransfer.Core.Gates;
using EdgeTransfer.Core.Registry;
using EdgeTransfer.Storage.Database;
using Microsoft.Data.Sqlite;

namespace EdgeTransfer.Storage.Heads;

/// <summary>The registry's tables, read.</summary>
internal static class HeadRows
{
    private const string Fields = "product, version, parent, feature_key, data_hash, created, origin, metrics, state, since, decision, sentence, gate, barred";

    public static HeadRow? Find(SqliteConnection connection, SqliteTransaction? transaction, string product, string version) =>
        connection.QuerySingleOrDefault<Row>($"SELECT {Fields} FROM head WHERE product = @product AND version = @version", new { product, version }, transaction)?.ToHead();

    public static HeadRow? InState(SqliteConnection connection, SqliteTransaction? transaction, string product, HeadState state) =>
        connection.QueryFirstOrDefault<Row>($"SELECT {Fields} FROM head WHERE product = @product AND state = @state", new { product, state = Word(state) }, transaction)?.ToHead();

    public static IReadOnlyList<HeadRow> All(SqliteConnection connection, SqliteTransaction? transaction, string product) =>
        [.. connection.Query<Row>($"SELECT {Fields} FROM head WHERE product = @product ORDER BY created, version", new { product }, transaction).Select(r => r.ToHead())];

    public static IReadOnlyList<Activation> History(SqliteConnection connection, SqliteTransaction? transaction, string product) =>
        [.. connection.Query<ActivationRow>(
            "SELECT seq, at, version, policy, previous, said_by, name, reason, kind FROM activation LEFT JOIN operator ON key = said_by WHERE product = @product ORDER BY seq", new { product }, transaction).Select(r => r.ToActivation())];

    public static Activation? Last(SqliteConnection connection, SqliteTransaction? transaction, string product) => connection.QueryFirstOrDefault<ActivationRow>(
        "SELECT seq, at, version, policy, previous, said_by, name, reason, kind FROM activation LEFT JOIN operator ON key = said_by WHERE product = @product ORDER BY seq DESC LIMIT 1", new { product }, transaction)?.ToActivation();

    public static bool HasJudged(SqliteConnection connection, SqliteTransaction? transaction, string product, string version) => connection.ExecuteScalar<bool>(
        """
        SELECT EXISTS (SELECT 1 FROM activation WHERE product = @product AND version = @version)
            OR EXISTS (SELECT 1 FROM head WHERE product = @product AND version = @version AND state IN ('active', 'retired'))
        """,
        new { product, version },
        transaction);

    public static string? Pinned(SqliteConnection connection, SqliteTransaction? transaction, string product) => connection.QueryFirstOrDefault<string>(
        "SELECT version FROM pin WHERE product = @product ORDER BY seq DESC LIMIT 1", new { product }, transaction);

    public static void Insert(SqliteConnection connection, SqliteTransaction transaction, HeadRow head) => connection.Execute(
        $"""
        INSERT INTO head ({Fields})
        VALUES (@Product, @Version, @Parent, @FeatureKey, @DataHash, @Created, @Origin, @Metrics, @State, @Since, @Decision, @Sentence, @Gate, @Barred)
        """,
        new
        {
            head.Product, head.Version, head.Parent, head.FeatureKey, head.DataHash, Created = Time(head.Created), head.Origin, head.Metrics,
            State = Word(head.State), Since = Time(head.Since), Decision = head.Decision is { } decision ? Columns.Word(decision) : null, head.Sentence, head.Gate, head.Barred,
        },
        transaction);

    public static void SetState(SqliteConnection connection, SqliteTransaction transaction, HeadRow head, HeadState state, DateTimeOffset at) => connection.Execute(
        "UPDATE head SET state = @state, since = @at WHERE product = @Product AND version = @Version",
        new { head.Product, head.Version, state = Word(state), at = Time(at) },
        transaction);

    private static string Word(HeadState state) => Columns.Word(state);

    private static string Time(DateTimeOffset at) => Columns.Time(at);

    private sealed record Row(
        string Product, string Version, string? Parent, string Feature_Key, string Data_Hash, string Created, string Origin, string Metrics, string State, string Since,
        string? Decision, string? Sentence, string? Gate, string? Barred)
    {
        public HeadRow ToHead() => new(
            Product, Version, Parent, Feature_Key, Data_Hash, Columns.Time(Created), Origin, Metrics, Columns.Word<HeadState>(State), Columns.Time(Since))
        {
            Decision = Decision is null ? null : Columns.Word<GateDecision>(Decision), Sentence = Sentence, Gate = Gate, Barred = Barred,
        };
    }

    private sealed record ActivationRow(long Seq, string At, string Version, string Policy, string? Previous, string Said_By, string? Name, string? Reason, string Kind)
    {
        public Activation ToActivation() => new(
            Seq, Columns.Time(At), Version, Policy, Previous, Name ?? Said_By, Reason, Columns.Word<ActivationKind>(Kind));
    }
}
