using EdgeTransfer.Messaging.Connecting;

namespace EdgeTransfer.Messaging.Alerts;

/// <summary>Topics whose oldest message was refused, and when each may be tried again.</summary>
/// <remarks>A topic is held as a whole, else its messages would change their order.</remarks>
internal sealed class Holds(TimeSpan min, TimeSpan max, Random random)
{
    // timers count whole milliseconds: without it they would fire just before the time, several times
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly Dictionary<string, (BackOff BackOff, DateTimeOffset Until)> _holds = new(StringComparer.Ordinal);

    /// <summary>How long until the first topic is due; infinite when none is held.</summary>
    public TimeSpan Wait(DateTimeOffset now)
    {
        var due = _holds.Values.Select(h => h.Until).DefaultIfEmpty(DateTimeOffset.MaxValue).Min();
        return due == DateTimeOffset.MaxValue ? Timeout.InfiniteTimeSpan : due > now ? due - now + Tick : TimeSpan.Zero;
    }

    public bool IsHeld(string topic, DateTimeOffset now) => _holds.TryGetValue(topic, out var hold) && now < hold.Until;

    /// <summary>The topics that are held now.</summary>
    public IReadOnlyCollection<string> Held(DateTimeOffset now) => [.. _holds.Where(h => now < h.Value.Until).Select(h => h.Key)];

    /// <summary>Refused once more: held for longer.</summary>
    /// <param name="topic">Which.</param>
    /// <param name="now">When.</param>
    /// <param name="asked">The other side wants to be left alone for so long.</param>
    public void Hold(string topic, DateTimeOffset now, TimeSpan asked = default)
    {
        var backOff = _holds.TryGetValue(topic, out var hold) ? hold.BackOff : new BackOff(min, max, random);
        var next = backOff.Next();
        _holds[topic] = (backOff, now + (asked > next ? asked : next));
    }

    /// <summary>Acknowledged.</summary>
    public void Release(string topic) => _holds.Remove(topic);

    /// <summary>Nothing waits on any topic that is not held: what was refused on those that are due has been dropped.</summary>
    public void ReleaseDue(DateTimeOffset now)
    {
        foreach (var topic in _holds.Where(h => now >= h.Value.Until).Select(h => h.Key).ToList())
        {
            _holds.Remove(topic);
        }
    }

    /// <summary>A new connection, perhaps to a broker with other rules.</summary>
    public void Clear() => _holds.Clear();
}
