using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Stations;

namespace EdgeTransfer.Learning;

/// <summary>Keeps the head that judged before bound, one a station: going back to it needs no file and no new proof.</summary>
internal sealed class HeadShelf : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Station, JudgeLease> _former = [];

    /// <summary>Keeps a head by its lease, in place of the one before.</summary>
    public void Put(Station station, JudgeLease lease)
    {
        lock (_lock)
        {
            if (_former.Remove(station, out var former))
            {
                former.Dispose();
            }

            _former[station] = lease;
        }
    }

    /// <summary>Gives the head away when it is this one; the use that the lease held is the caller's from here on.</summary>
    public ServedHead? Take(Station station, string version)
    {
        lock (_lock)
        {
            return _former.TryGetValue(station, out var former) && former.Head.Manifest.Version == version && _former.Remove(station) ? former.Head : null;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var lease in _former.Values)
            {
                lease.Dispose();
            }

            _former.Clear();
        }
    }
}
