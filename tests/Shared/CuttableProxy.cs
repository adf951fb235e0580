using System.Net;
using System.Net.Sockets;

namespace EdgeTransfer.Testing;

/// <summary>A cable between device and broker that can be cut: no goodbye gets through.</summary>
public sealed class CuttableProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Lock _lock = new();
    private readonly List<TcpClient> _ends = [];
    private readonly int _target;
    private readonly Task _accepting;
    private bool _cut;

    private long _left = long.MaxValue;

    /// <summary>Listens on a free loopback port.</summary>
    /// <param name="target">The broker's port.</param>
    public CuttableProxy(int target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Where the device connects to.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How often <see cref="CutAfter"/> has cut.</summary>
    public int Cuts { get; private set; }

    /// <summary>Lets so many more bytes of the device through, then breaks that connection, mostly in the middle of a packet. New ones pass.</summary>
    public void CutAfter(int bytes)
    {
        lock (_lock)
        {
            _left = bytes;
        }
    }

    /// <summary>Breaks all connections and lets no new one through.</summary>
    public void Cut()
    {
        lock (_lock)
        {
            _cut = true;
            _ends.ForEach(e => e.Dispose());
            _ends.Clear();
        }
    }

    /// <summary>Lets no new connection through; those that are there stay.</summary>
    public void Refuse()
    {
        lock (_lock)
        {
            _cut = true;
        }
    }

    /// <summary>Lets new connections through.</summary>
    public void Mend()
    {
        lock (_lock)
        {
            _cut = false;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Cut();
        _listener.Dispose();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        List<Task> pumps = [];
        try
        {
            while (true)
            {
                var near = await _listener.AcceptTcpClientAsync();
                pumps.Add(JoinAsync(near));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(pumps);
        }
    }

    private async Task JoinAsync(TcpClient near)
    {
        var far = new TcpClient();
        lock (_lock)
        {
            if (_cut)
            {
                near.Dispose();
                far.Dispose();
                return;
            }

            _ends.AddRange([near, far]);
        }

        try
        {
            await far.ConnectAsync(IPAddress.Loopback, _target);
            await Task.WhenAny(PumpAsync(near, far), far.GetStream().CopyToAsync(near.GetStream()));
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // the cut
        }

        near.Dispose();
        far.Dispose();
    }

    private async Task PumpAsync(TcpClient near, TcpClient far)
    {
        var buffer = new byte[16 << 10];
        while (await near.GetStream().ReadAsync(buffer) is > 0 and var read)
        {
            int passes;
            bool isCut;
            lock (_lock)
            {
                passes = (int)Math.Min(read, _left);
                isCut = passes < read;
                _left = isCut ? long.MaxValue : _left == long.MaxValue ? _left : _left - passes;
                Cuts += isCut ? 1 : 0;
            }

            await far.GetStream().WriteAsync(buffer.AsMemory(0, passes));
            if (isCut)
            {
                return;
            }
        }
    }
}
