using EdgeTransfer.Core.Alerts;
using EdgeTransfer.Storage.Database;
using Microsoft.Data.Sqlite;

namespace EdgeTransfer.Storage.Alerts;

/// <summary>
/// Messages that a receiver has not acknowledged yet, within limits (<see cref="OutboxRules"/>), and for a while those that it has:
/// on the disk, so that a replay after a restart of the device has them too.
/// </summary>
public sealed class OutboxStore : IOutbox, IDisposable
{
    /// <summary>A minute of 200 alerts a second, and some more.</summary>
    internal const int MostKept = 20_000;

    private const long MostKeptBytes = 64L << 20;
    private const int Batch = 500;
    private static readonly TimeSpan ForgetEvery = TimeSpan.FromSeconds(1);

    private readonly LineDatabase _database;
    private readonly OutboxLimits _limits;
    private readonly OutboxRows _rows;
    private readonly SemaphoreSlim _added = new(0, 1);
    private readonly Lock _lock = new(); // guards the dictionary; all else is written by one writer at a time
    private readonly Dictionary<OutboxDrop, long> _dropped = [];
    private volatile State _state;
    private DateTimeOffset _forgot; // the writer's

    /// <summary>Counts what is there.</summary>
    /// <param name="database">Where they lie.</param>
    /// <param name="limits">How much may wait.</param>
    /// <param name="webhook">Whether a webhook gets each alert too, in the same transaction and within limits of its own.</param>
    public OutboxStore(LineDatabase database, OutboxLimits limits, bool webhook = false)
        : this(database, limits, OutboxReceiver.Broker) => Webhook = webhook ? new(database, limits, OutboxReceiver.Webhook) : null;

    private OutboxStore(LineDatabase database, OutboxLimits limits, OutboxReceiver receiver)
    {
        ArgumentNullException.ThrowIfNull(database);
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limits.Count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limits.Bytes);
        (_database, _limits, Receiver, _rows) = (database, limits, receiver, new(receiver));
        using var connection = database.Read();
        var waiting = _rows.Waiting(connection);
        _state = new(waiting, _rows.Kept(connection), OutboxRules.Holds(waiting, limits, held: false));
    }

    /// <summary>For whom these are.</summary>
    public OutboxReceiver Receiver { get; }

    /// <summary>The alerts for the webhook; null without one.</summary>
    public OutboxStore? Webhook { get; }

    /// <summary>Messages that wait, to be sent again or for the first time.</summary>
    public long Count => _state.Waiting.Count + _state.Kept.Repeats;

    /// <summary>Whether a station must stop passing parts, because their alerts could not be kept (law 5).</summary>
    public bool HoldsStations => IsFull || Webhook is { IsFull: true };

    /// <summary>Whether this one alone is a reason for that.</summary>
    public bool IsFull => _state.IsFull;

    /// <summary>What waits, is kept, and was dropped since the start.</summary>
    public OutboxCounters Counters
    {
        get
        {
            var state = _state;
            lock (_lock)
            {
                return new(state.Waiting, state.Kept.Count, state.Kept.Repeats, new Dictionary<OutboxDrop, long>(_dropped));
            }
        }
    }

    /// <summary>Stores messages that belong to no inspection.</summary>
    public Task AddAsync(IReadOnlyList<OutboxMessage> messages, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return _database.WriteAsync((connection, transaction) => Insert(connection, transaction, messages), Committed, cancellation);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OutboxMessage>> PeekAsync(int limit, IReadOnlyCollection<string> except, CancellationToken cancellation)
    {
        using var connection = _database.Read();
        return await _rows.PeekAsync(connection, limit, except, cancellation);
    }

    /// <inheritdoc/>
    public Task AcknowledgeAsync(IReadOnlyList<Guid> ids, DateTimeOffset at, TimeSpan keep, CancellationToken cancellation) => _database.WriteAsync(
        (connection, transaction) =>
        {
            var change = Begin();
            foreach (var (kind, isRepeat, bytes) in _rows.Acknowledge(connection, transaction, ids, at))
            {
                change.Acknowledged(kind, isRepeat, bytes);
            }

            Forget(connection, transaction, change, at, keep);
            return change;
        },
        Committed,
        cancellation);

    /// <inheritdoc/>
    public async Task<DateTimeOffset?> LastAcknowledgedAsync(CancellationToken cancellation)
    {
        using var connection = _database.Read();
        return await _rows.LastAcknowledgedAsync(connection, cancellation);
    }

    /// <inheritdoc/>
    public Task RepeatAsync(DateTimeOffset since, CancellationToken cancellation) => _database.WriteAsync(
        (connection, transaction) =>
        {
            _rows.Repeat(connection, transaction, since);
            return new OutboxChange(_state.Waiting, _rows.Kept(connection, transaction));
        },
        Committed,
        cancellation);

    /// <summary>Drops what has waited longer than the limits allow. True when there may be more.</summary>
    public async Task<bool> ExpireAsync(DateTimeOffset now)
    {
        if (_limits.Age is not { } age || _state.Waiting.Count == 0)
        {
            return false;
        }

        var change = await _database.WriteAsync(
            (connection, transaction) =>
            {
                var change = Begin();
                foreach (var (kind, bytes) in _rows.DropOlder(connection, transaction, now - age, Batch))
                {
                    change.Dropped(new(kind, OutboxDropReason.Age), bytes);
                }

                return change;
            },
            Committed);
        return change.Drops.Count >= Batch;
    }

    /// <inheritdoc/>
    public Task WaitAsync(CancellationToken cancellation) => _added.WaitAsync(cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
        Webhook?.Dispose();
        _added.Dispose();
    }

    /// <summary>Part of another transaction, which gives the change to <see cref="Committed"/>.</summary>
    internal OutboxChange Insert(SqliteConnection connection, SqliteTransaction transaction, IReadOnlyCollection<OutboxMessage> messages)
    {
        var change = Begin();
        foreach (var message in messages)
        {
            _rows.Insert(connection, transaction, message);
            change.Added(message);
        }

        while (change.HasNew && OutboxRules.Excess(change.Waiting, _limits) is { } drop && _rows.DropOldest(connection, transaction, drop.Kind) is { } bytes)
        {
            change.Dropped(drop, bytes);
        }

        change.OfWebhook = Webhook?.Insert(connection, transaction, [.. messages.Where(m => m.Kind == OutboxKind.Alert)]);
        return change;
    }

    /// <summary>It is on the disk; called in the turn of the transaction.</summary>
    internal void Committed(OutboxChange change)
    {
        _state = new(change.Waiting, change.Kept, OutboxRules.Holds(change.Waiting, _limits, _state.IsFull));
        lock (_lock)
        {
            foreach (var drop in change.Drops)
            {
                _dropped[drop] = _dropped.GetValueOrDefault(drop) + 1;
            }
        }

        if (change.HasNew)
        {
            Wake();
        }

        if (change.OfWebhook is { } ofWebhook)
        {
            Webhook!.Committed(ofWebhook);
        }
    }

    private OutboxChange Begin() => new(_state.Waiting, _state.Kept);

    /// <summary>Kept ones that are too old go, not more often than each second; those beyond the bounds go at once.</summary>
    private void Forget(SqliteConnection connection, SqliteTransaction transaction, OutboxChange change, DateTimeOffset at, TimeSpan keep)
    {
        if ((at - _forgot).Duration() >= ForgetEvery)
        {
            _forgot = at;
            Forget(at - keep, Batch);
        }

        while ((change.Kept.Count > MostKept || change.Kept.Bytes > MostKeptBytes) && Forget(DateTimeOffset.MaxValue, Math.Max(1, change.Kept.Count - MostKept)))
        {
            // until it fits, or all that are left wait to be sent again
        }

        bool Forget(DateTimeOffset upTo, long limit)
        {
            var forgotten = _rows.Forget(connection, transaction, upTo, limit);
            foreach (var bytes in forgotten)
            {
                change.Forgot(bytes);
            }

            return forgotten.Count > 0;
        }
    }

    private void Wake()
    {
        try
        {
            _added.Release();
        }
        catch (SemaphoreFullException)
        {
            // The one who waits has been woken already.
        }
    }

    private sealed record State(OutboxStock Waiting, KeptStock Kept, bool IsFull);
}
