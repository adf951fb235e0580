using System.Collections.Concurrent;

namespace EdgeTransfer.Messaging.Connecting;

/// <summary>A count per reason; reasons are names from code, so their number is bounded.</summary>
internal sealed class Tally
{
    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>One more.</summary>
    public void Add(string reason) => _counts.AddOrUpdate(reason, 1, static (_, n) => n + 1);

    /// <summary>The counts now.</summary>
    public IReadOnlyDictionary<string, long> Read() => new Dictionary<string, long>(_counts, StringComparer.Ordinal);
}
