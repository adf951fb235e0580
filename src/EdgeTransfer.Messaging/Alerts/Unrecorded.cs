using EdgeTransfer.Core.Alerts;

namespace EdgeTransfer.Messaging.Alerts;

/// <summary>
/// Messages of an outbox that were acknowledged and are not written down as such yet. They are written together, since each time costs the
/// disk a flush; a kill before it repeats them. Of one loop.
/// </summary>
/// <param name="outbox">Whose they are.</param>
/// <param name="keep">What was acknowledged longer ago is forgotten.</param>
internal sealed class Unrecorded(IOutbox outbox, TimeSpan keep)
{
    /// <summary>So many are written at once.</summary>
    internal const int Most = 128;

    /// <summary>So long they may wait for others.</summary>
    internal static readonly TimeSpan Every = TimeSpan.FromMilliseconds(100);

    private readonly HashSet<Guid> _ids = [];
    private DateTimeOffset _since;

    /// <summary>Messages that were not acknowledged, alerts first, oldest first.</summary>
    public async Task<IReadOnlyList<OutboxMessage>> PeekAsync(int limit, IReadOnlyCollection<string> except, CancellationToken cancellation) =>
        [.. (await outbox.PeekAsync(limit + _ids.Count, except, cancellation)).Where(m => !_ids.Contains(m.Id)).Take(limit)];

    /// <summary>These were acknowledged.</summary>
    public void Add(IEnumerable<OutboxMessage> messages, DateTimeOffset now)
    {
        _since = _ids.Count == 0 ? now : _since;
        _ids.UnionWith(messages.Select(m => m.Id));
    }

    /// <summary>How long until they are to be written; infinite when there are none.</summary>
    public TimeSpan Wait(DateTimeOffset now) => _ids.Count switch
    {
        0 => Timeout.InfiniteTimeSpan,
        >= Most => TimeSpan.Zero,
        _ => _since + Every > now ? _since + Every - now : TimeSpan.Zero,
    };

    /// <summary>Writes them down. Not cancelled: what was acknowledged should not be sent again after the restart.</summary>
    public async Task RecordAsync(DateTimeOffset now)
    {
        if (_ids.Count > 0)
        {
            await outbox.AcknowledgeAsync([.. _ids], now, keep, CancellationToken.None);
            _ids.Clear();
        }
    }
}
