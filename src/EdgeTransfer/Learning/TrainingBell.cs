using System.Threading.Channels;

namespace EdgeTransfer.Learning;

/// <summary>Rung for a station when a label was appended or a training has begun or ended, so that nobody has to look at the disk for it.</summary>
internal sealed class TrainingBell
{
    private readonly Channel<string> _rung = Channel.CreateBounded<string>(
        new BoundedChannelOptions(256) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private int _missed;

    /// <summary>Rings for a station.</summary>
    public void Ring(string station)
    {
        if (!_rung.Writer.TryWrite(station))
        {
            Volatile.Write(ref _missed, 1);
        }
    }

    /// <summary>Completes when it has rung.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken stop) => _rung.Reader.WaitToReadAsync(stop);

    /// <summary>The stations that it has rung for since the last call; null: for more than can be told, so for all.</summary>
    public IReadOnlySet<string>? Take()
    {
        HashSet<string> stations = new(StringComparer.Ordinal);
        while (_rung.Reader.TryRead(out var station))
        {
            stations.Add(station);
        }

        return Interlocked.Exchange(ref _missed, 0) == 1 ? null : stations;
    }
}
