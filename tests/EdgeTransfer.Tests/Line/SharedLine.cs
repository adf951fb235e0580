using EdgeTransfer.Testing;

namespace EdgeTransfer.Tests.Line;

/// <summary>One untaught line for the tests of a class, a few parts inspected and its belt at rest.</summary>
public sealed class SharedLine : IAsyncLifetime
{
    private Mosquitto? _broker;
    private LineFolder? _folder;
    private RunningLine? _line;
    private Watcher? _watcher;

    internal LineFolder Folder => _folder!;

    internal RunningLine Line => _line!;

    internal Operator Anna => new(_broker!.Port);

    internal int Port => _broker!.Port;

    internal Watcher Watcher => _watcher!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _broker = await Mosquitto.StartAsync();
        _watcher = await _broker.WatchAsync(LineFolder.Root + "/#");
        _folder = new LineFolder("sim:disc", _broker.Port);
        _line = await RunningLine.StartAsync(_folder);
        await _line.PassAsync(3);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _line!.StopAsync();
        await _line.DisposeAsync();
        _folder!.Dispose();
        await _watcher!.DisposeAsync();
        await _broker!.DisposeAsync();
    }
}
