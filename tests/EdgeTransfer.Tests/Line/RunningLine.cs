using EdgeTransfer.Core.Capturing;
using EdgeTransfer.Demo;
using EdgeTransfer.Hosting;
using EdgeTransfer.Learning;
using EdgeTransfer.Messaging.Connecting;
using EdgeTransfer.Stations;
using EdgeTransfer.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Tests.Line;

/// <summary>The real host on a device's folder, with its source on a belt that the test stops and releases.</summary>
internal sealed class RunningLine : IAsyncDisposable
{
    /// <summary>Fewer than the sample keeper's queue holds, so that no sample is refused however slow the disk is.</summary>
    private const int Portion = 16;

    private readonly LineFolder _folder;
    private readonly IHost _host;
    private readonly Belt _belt;
    private long _released;

    private RunningLine(LineFolder folder, IHost host, Belt belt, CollectedLog log) => (_folder, _host, _belt, Log) = (folder, host, belt, log);

    public CollectedLog Log { get; }

    public Station Station => _host.Services.GetRequiredService<StationSet>().Find(LineFolder.Station)!;

    public bool IsConnected => _host.Services.GetRequiredService<IMqttLink>().IsConnected;

    public HeadActivator Activator => _host.Services.GetRequiredService<HeadActivator>();

    /// <summary>A service of the host.</summary>
    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>Whether it has begun to stop.</summary>
    public bool IsStopping => _host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested;

    public IRollback Rollback => _host.Services.GetRequiredService<IRollback>();

    /// <summary>Starts it with the belt at rest.</summary>
    public static async Task<RunningLine> StartAsync(LineFolder folder, bool connected = true)
    {
        var log = new CollectedLog();
        Belt? belt = null;
        var host = LineHost.Build(folder.Configuration, logging => logging.SetMinimumLevel(LogLevel.Information).AddProvider(log), Wrap);
        host.IsOk.ShouldBeTrue(host.Refusal?.Message);
        var line = new RunningLine(folder, host.Value!, belt!, log);
        await line._host.StartAsync();
        if (connected)
        {
            await Eventually.TrueAsync(() => line.IsConnected, "the device is connected", log.ToString);
        }

        return line;

        IFrameSource Wrap(IFrameSource source)
        {
            belt = new Belt(source);
            belt.StopBefore(0);
            return belt;
        }
    }

    /// <summary>Lets so many parts pass and waits until their verdicts and samples are written.</summary>
    public async Task PassAsync(int parts)
    {
        for (var left = parts; left > 0; left -= Portion)
        {
            var (from, recorded) = (_released, _folder.Inspections().Count);
            _released += Math.Min(left, Portion);
            _belt.StopBefore(_released);
            _belt.Release(from);
            await RecordedAsync(rows => rows.Count == recorded + (_released - from), $"{_released - from} more inspections are written");
            foreach (var row in _folder.Inspections().Skip(recorded))
            {
                await _host.Services.GetRequiredService<SampleKeeper>().StoredAsync(row.PartId);
            }
        }
    }

    /// <summary>Lets parts pass without a stop from here on.</summary>
    public void Run() => _belt.Release(_released);

    public Task RecordedAsync(Func<IReadOnlyList<Row>, bool> holds, string what) =>
        Eventually.TrueAsync(() => holds(_folder.Inspections()), what, Log.ToString);

    /// <summary>Until the source has ended and all is written.</summary>
    public async Task FinishedAsync()
    {
        await Station.Finished.Task.WaitAsync(TestContext.Current.CancellationToken);
        await RecordedAsync(rows => rows.Count == Station.Tally.Triggers, "every trigger is written");
    }

    /// <summary>Stops it as a service manager would; it must have logged just the errors that are expected.</summary>
    public async Task StopAsync(params int[] expectedErrors)
    {
        await _host.StopAsync();
        Log.ShouldHoldNoErrorsBut(expectedErrors);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
