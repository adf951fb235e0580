using System.Net;
using System.Net.Sockets;

namespace EdgeTransfer.Messaging;

/// <summary>A cable between device and broker that can be cut: no goodbye gets through.</summary>
internal sealed class CuttableProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Lock _lock = new();
    private readonly List<TcpClient> _ends = [];
    private readonly int _target;
    private readonly Task _accepting;
    private bool _cut;

    public CuttableProxy(int target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

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

    public void Mend()
    {
        lock (_lock)
        {
            _cut = false;
        }
    }

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
            await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream()), far.GetStream().CopyToAsync(near.GetStream()));
        }
        catch (Exception e) when (e is SocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // the cut
        }

        near.Dispose();
        far.Dispose();
    }
}
