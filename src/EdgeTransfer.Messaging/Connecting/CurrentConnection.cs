namespace EdgeTransfer.Messaging.Connecting;

/// <summary>The connection that all publishers share; set by the link, awaited by the rest.</summary>
internal sealed class CurrentConnection
{
    private readonly Lock _lock = new();
    private TaskCompletionSource<Connection> _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Connection? _current;

    /// <summary>The live one; null when there is none.</summary>
    public Connection? Alive => _current is { IsAlive: true } connection ? connection : null;

    public void Set(Connection connection)
    {
        lock (_lock)
        {
            _current = connection;
            _next.TrySetResult(connection);
        }
    }

    public void Clear(Connection connection)
    {
        lock (_lock)
        {
            _current = null;
            if (_next.Task.IsCompleted)
            {
                _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        connection.Retire();
    }

    /// <summary>Waits for a live one.</summary>
    public async Task<Connection> WaitAsync(CancellationToken cancellation)
    {
        while (true)
        {
            Task<Connection> next;
            lock (_lock)
            {
                next = _next.Task;
            }

            var connection = await next.WaitAsync(cancellation);
            if (connection.IsAlive)
            {
                return connection;
            }

            await connection.Retired.WaitAsync(cancellation);
        }
    }
}
