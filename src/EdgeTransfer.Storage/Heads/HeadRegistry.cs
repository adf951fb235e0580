using System.Text.Json;
using System.Text.Json.Nodes;
using Dapper;
using EdgeTransfer.Core.Audit;
using EdgeTransfer.Core.Faults;
using EdgeTransfer.Core.Gates;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Registry;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Storage.Audit;
using EdgeTransfer.Storage.Commands;
using EdgeTransfer.Storage.Database;
using EdgeTransfer.Storage.Operators;
using EdgeTransfer.Storage.Policies;
using Microsoft.Data.Sqlite;

namespace EdgeTransfer.Storage.Heads;

/// <summary>
/// What is known of every head, which one judges, and the history of it. Each change is one transaction with its entry in the log; a change
/// of what judges is decided here, and the pointer on the disk follows.
/// </summary>
public sealed class HeadRegistry(LineDatabase database)
{
    /// <summary>A head, or null.</summary>
    public HeadRow? Find(string product, string version)
    {
        using var connection = database.Read();
        return HeadRows.Find(connection, null, product, version);
    }

    /// <summary>A head as the rules look at it, or null.</summary>
    public Candidate? Candidate(string product, string version)
    {
        using var connection = database.Read();
        return HeadRows.Find(connection, null, product, version) is { } head
            ? new(version, head.State, head.Decision, head.Barred, HeadRows.HasJudged(connection, null, product, version))
            : null;
    }

    /// <summary>All heads that were ever stored, oldest first.</summary>
    public IReadOnlyList<HeadRow> List(string product)
    {
        using var connection = database.Read();
        return HeadRows.All(connection, null, product);
    }

    /// <summary>The report of a head's gate; null when none judged it, or only the small one of a growth.</summary>
    public GateReport? Report(string product, string version) => Find(product, version)?.Gate is { } json ? ReportIn(json) : null;

    /// <summary>What all gates of a product have spent of its lockbox, oldest first.</summary>
    public IReadOnlyList<GateSpend> Spent(string product) =>
        [.. List(product).Select(h => h.Gate).OfType<string>().Select(ReportIn).Select(r => r?.Spent).OfType<GateSpend>()];

    /// <summary>All that judged, in order.</summary>
    public IReadOnlyList<Activation> History(string product)
    {
        using var connection = database.Read();
        return HeadRows.History(connection, null, product);
    }

    /// <summary>How the heads stand.</summary>
    public HeadStatus Status(string product)
    {
        using var connection = database.Read();
        using var transaction = connection.BeginTransaction(deferred: true);
        var history = HeadRows.History(connection, transaction, product);
        var last = history.Count > 0 ? history[^1] : null;
        return new(
            last,
            last is null ? null : HeadRows.Find(connection, transaction, product, last.Version),
            ActivationTrail.Previous(history),
            HeadRows.Pinned(connection, transaction, product),
            HeadRows.InState(connection, transaction, product, HeadState.Waiting));
    }

    /// <summary>Takes in a head that its gate has judged, with its policy. A head that waits, or is tried, takes the place of the one that was.</summary>
    /// <returns>Null, or why not: there is such a head already.</returns>
    public Task<Refusal?> AddAsync(HeadRow head, PolicyRow policy) => database.WriteAsync<Refusal?>((connection, transaction) =>
    {
        ArgumentNullException.ThrowIfNull(head);
        ArgumentNullException.ThrowIfNull(policy);
        if (HeadRows.Find(connection, transaction, head.Product, head.Version) is not null)
        {
            return new(RefusalKind.NotNow, $"Head {head.Version} is in the registry already.");
        }

        MakePlace(connection, transaction, head.Product, head.State, head.Since);
        HeadRows.Insert(connection, transaction, head);
        PolicyStore.Insert(connection, transaction, policy);
        AuditLog.Append(connection, transaction, new(AuditKind.Gate, head.Product, head.Version, policy.By, head.Since, Json(new
        {
            decision = head.Decision is { } gate ? Columns.Word(gate) : null, state = Columns.Word(head.State), head.Sentence, head.Parent, head.DataHash, policy = policy.Version,
            report = head.Gate is null ? null : JsonNode.Parse(head.Gate),
        })));
        FaultPoints.Reached("promotion.uncommitted");
        return null;
    });

    /// <summary>Takes in heads whose folders are there without a row, and marks those whose folders are gone.</summary>
    public Task AdoptAsync(IReadOnlyList<HeadRow> found, IReadOnlyList<HeadRow> gone, DateTimeOffset at) => database.WriteAsync((connection, transaction) =>
    {
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(gone);
        foreach (var head in found)
        {
            HeadRows.Insert(connection, transaction, head);
        }

        foreach (var head in gone)
        {
            HeadRows.SetState(connection, transaction, head, HeadState.Deleted, at);
        }

        return true;
    });

    /// <summary>Moves a head that does not judge from one state to another; false when it is not in that state any more.</summary>
    public Task<bool> MoveAsync(HeadRow seen, HeadState to, DateTimeOffset at, AuditEntry? entry = null, StoredReply? reply = null) =>
        database.WriteAsync((connection, transaction) =>
        {
            ArgumentNullException.ThrowIfNull(seen);
            if (to == HeadState.Active || HeadRows.Find(connection, transaction, seen.Product, seen.Version)?.State != seen.State)
            {
                return false;
            }

            MakePlace(connection, transaction, seen.Product, to, at);
            HeadRows.SetState(connection, transaction, seen, to, at);
            Append(connection, transaction, entry, reply);
            return true;
        });

    /// <summary>Moves the reference that gates compare with.</summary>
    public Task PinAsync(HeadRow head, string by, string reason, DateTimeOffset at, StoredReply? reply = null) => database.WriteAsync((connection, transaction) =>
    {
        ArgumentNullException.ThrowIfNull(head);
        Pin(connection, transaction, head, by, reason, at);
        Append(connection, transaction, null, reply);
        return true;
    });

    /// <summary>Makes a head the one that judges, with its policy, the line of the history, the entry of the log, all at once or not at all.</summary>
    /// <returns>The line of the history; NotNow when the warrant does not hold any more.</returns>
    public Task<Result<Activation>> ActivateAsync(ActivationOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return database.WriteAsync((connection, transaction) => Activate(connection, transaction, order));
    }

    private static Result<Activation> Activate(SqliteConnection connection, SqliteTransaction transaction, ActivationOrder order)
    {
        var (product, warrant) = (order.Product, order.Warrant);
        var last = HeadRows.Last(connection, transaction, product);
        if (HeadRows.Find(connection, transaction, product, warrant.Head) is not { } head || head.State != warrant.Seen || head.Barred != warrant.Barred)
        {
            return new Refusal(RefusalKind.NotNow, $"Head {warrant.Head} stands differently meanwhile: look at it, then ask again.");
        }

        if (order.From is { } from && last?.Version != from)
        {
            return new Refusal(RefusalKind.NotNow, $"Head {from} does not judge any more, but {last?.Version ?? "none"}.");
        }

        PolicyStore.Insert(connection, transaction, order.Policy);
        var activation = Insert(connection, transaction, order, last?.Version);
        Replace(connection, transaction, order, head, last);
        PinFirst(connection, transaction, order, head);
        var kind = warrant.Kind switch { ActivationKind.Rollback => AuditKind.Rollback, ActivationKind.Override => AuditKind.Override, _ => AuditKind.Swap };
        Append(
            connection,
            transaction,
            new(kind, product, head.Version, warrant.By, order.At, Json(new
            {
                kind = Columns.Word(warrant.Kind), activation = activation.Sequence, activation.Previous, activation.Policy, warrant.Reason,
                decision = head.Decision is { } decision ? Columns.Word(decision) : null, gate = head.Sentence, barred = order.Bar,
            })),
            order.Reply);
        FaultPoints.Reached("activation.uncommitted");
        return activation;
    }

    /// <summary>One head of a product waits, and one is tried: the one before stands as its gate left it.</summary>
    private static void MakePlace(SqliteConnection connection, SqliteTransaction transaction, string product, HeadState state, DateTimeOffset at)
    {
        if (state is HeadState.Waiting or HeadState.OnTrial && HeadRows.InState(connection, transaction, product, state) is { Decision: { } decision } former)
        {
            HeadRows.SetState(connection, transaction, former, PromotionDecider.StateOf(decision), at);
        }
    }

    private static Activation Insert(SqliteConnection connection, SqliteTransaction transaction, ActivationOrder order, string? previous)
    {
        var (warrant, policy) = (order.Warrant, order.Policy.Version);
        var sequence = connection.ExecuteScalar<long>(
            """
            INSERT INTO activation (at, product, version, policy, previous, said_by, reason, kind)
            VALUES (@At, @Product, @Head, @policy, @previous, @By, @Reason, @Kind) RETURNING seq
            """,
            new { At = Columns.Time(order.At), order.Product, warrant.Head, policy, previous, By = OperatorStore.KeyOf(connection, transaction, warrant.By, order.At), warrant.Reason, Kind = Columns.Word(warrant.Kind) },
            transaction);
        return new(sequence, order.At, warrant.Head, policy, previous, warrant.By, warrant.Reason, warrant.Kind);
    }

    private static void Replace(SqliteConnection connection, SqliteTransaction transaction, ActivationOrder order, HeadRow head, Activation? last)
    {
        if (HeadRows.InState(connection, transaction, order.Product, HeadState.Active) is { } former)
        {
            HeadRows.SetState(connection, transaction, former, HeadState.Retired, order.At);
        }

        if (order.Bar is { } reason && last is not null)
        {
            connection.Execute(
                "UPDATE head SET barred = @reason WHERE product = @Product AND version = @Version", new { reason, order.Product, last.Version }, transaction);
        }

        HeadRows.SetState(connection, transaction, head, HeadState.Active, order.At);
    }

    /// <summary>The first head of a feature space is its reference by itself: a reference of another one could judge nothing.</summary>
    private static void PinFirst(SqliteConnection connection, SqliteTransaction transaction, ActivationOrder order, HeadRow head)
    {
        var pinned = HeadRows.Pinned(connection, transaction, order.Product) is { } version ? HeadRows.Find(connection, transaction, order.Product, version) : null;
        if (pinned is null || pinned.FeatureKey != head.FeatureKey)
        {
            Pin(connection, transaction, head, Warrant.Device, "the first head of its feature space", order.At);
        }
    }

    private static void Pin(SqliteConnection connection, SqliteTransaction transaction, HeadRow head, string by, string reason, DateTimeOffset at)
    {
        var before = HeadRows.Pinned(connection, transaction, head.Product);
        connection.Execute(
            "INSERT INTO pin (at, product, version, said_by, reason) VALUES (@At, @Product, @Version, @by, @reason)",
            new { At = Columns.Time(at), head.Product, head.Version, by = OperatorStore.KeyOf(connection, transaction, by, at), reason },
            transaction);
        AuditLog.Append(connection, transaction, new(AuditKind.Pin, head.Product, head.Version, by, at, Json(new { before, reason })));
    }

    private static void Append(SqliteConnection connection, SqliteTransaction transaction, AuditEntry? entry, StoredReply? reply)
    {
        if (entry is not null)
        {
            AuditLog.Append(connection, transaction, entry);
        }

        if (reply is not null)
        {
            ReplyStore.Insert(connection, transaction, reply);
        }
    }

    private static string Json<T>(T value) => JsonSerializer.Serialize(value, JsonSerializerOptions.Web);

    private static GateReport? ReportIn(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.TryGetProperty("schema", out var schema) && schema.GetString() == GateReport.CurrentSchema
            ? document.RootElement.Deserialize(MessageJson.Default.GateReport)
            : null;
    }
}
