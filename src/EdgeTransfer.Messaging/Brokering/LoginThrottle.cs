using System.Net;

namespace EdgeTransfer.Messaging.Brokering;

/// <summary>Slows guessing down: after the n-th failure in a row an address waits 0.25 s · 2ⁿ⁻¹, at most 30 s, before it is looked at again.</summary>
/// <remarks>Whoever shares the address waits too; the device itself does not pass through here. Thread-safe.</remarks>
internal sealed class LoginThrottle(TimeProvider time)
{
    /// <summary>More addresses than this are not remembered: the ones that waited longest ago go.</summary>
    public const int MaxAddresses = 4096;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, (int Failures, DateTimeOffset Until)> _addresses = [];

    /// <summary>Addresses that are remembered.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _addresses.Count;
            }
        }
    }

    /// <summary>Whether the address may try now.</summary>
    public bool MayTry(IPAddress address)
    {
        lock (_lock)
        {
            return !_addresses.TryGetValue(address, out var known) || known.Until <= time.GetUtcNow();
        }
    }

    /// <summary>It failed: it waits longer each time.</summary>
    public void Failed(IPAddress address)
    {
        lock (_lock)
        {
            if (_addresses.Count >= MaxAddresses && !_addresses.ContainsKey(address))
            {
                _addresses.Remove(_addresses.MinBy(a => a.Value.Until).Key);
            }

            var failures = _addresses.GetValueOrDefault(address).Failures + 1;
            var wait = TimeSpan.FromTicks(Math.Min(First.Ticks << Math.Min(failures - 1, 20), Longest.Ticks));
            _addresses[address] = (failures, time.GetUtcNow() + wait);
        }
    }

    /// <summary>It got in.</summary>
    public void Succeeded(IPAddress address)
    {
        lock (_lock)
        {
            _addresses.Remove(address);
        }
    }
}
