using System.Collections.Concurrent;

namespace EdgeTransfer.Messaging.Strict;

/// <summary>One connection of a strict broker.</summary>
internal sealed class StrictSession(Stream stream) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private long _heard = TimeProvider.System.GetTimestamp();

    /// <summary>Packet identifiers of messages without an answer.</summary>
    public ConcurrentDictionary<ushort, bool> Open { get; } = new();

    /// <summary>The next packet; null at the end.</summary>
    public async Task<(byte First, byte[] Body)?> ReadAsync(CancellationToken cancellation)
    {
        var one = new byte[1];
        if (await stream.ReadAsync(one, cancellation) == 0)
        {
            return null;
        }

        var (first, length) = (one[0], 0);
        for (var shift = 0; ; shift += 7)
        {
            await stream.ReadExactlyAsync(one, cancellation);
            length |= (one[0] & 127) << shift;
            if (one[0] < 128)
            {
                break;
            }
        }

        var body = new byte[length];
        await stream.ReadExactlyAsync(body, cancellation);
        Volatile.Write(ref _heard, TimeProvider.System.GetTimestamp());
        return (first, body);
    }

    public async Task WriteAsync(byte[] packet, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            await stream.WriteAsync(packet, cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Ends the connection, as a broker does, when nothing was heard for one and a half times the keep alive.</summary>
    public void Listen(ushort keepAlive, Action tooLong, CancellationToken cancellation)
    {
        if (keepAlive > 0)
        {
            _ = ListenAsync(TimeSpan.FromSeconds(1.5 * keepAlive), tooLong, cancellation);
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task ListenAsync(TimeSpan bound, Action tooLong, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            await Task.Delay(100, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (TimeProvider.System.GetElapsedTime(Volatile.Read(ref _heard)) > bound)
            {
                tooLong();
                stream.Close();
                return;
            }
        }
    }
}
