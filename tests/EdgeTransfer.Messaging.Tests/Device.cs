using EdgeTransfer.Core.Alerts;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Messaging.Brokering;
using EdgeTransfer.Messaging.Connecting;
using EdgeTransfer.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Messaging;

/// <summary>A host with messaging alone; at its end no unexpected error may have been logged.</summary>
internal sealed class Device : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly CollectingLogger _logger;

    private Device(IHost host, CollectingLogger logger, InMemoryOutbox outbox, ScriptedHandler handler)
    {
        (_host, _logger, Outbox, Handler) = (host, logger, outbox, handler);
        Link = host.Services.GetRequiredService<IMqttLink>();
    }

    public static Topics Topics { get; } = new("hall", "line-1");

    public IMqttLink Link { get; }

    public InMemoryOutbox Outbox { get; }

    public ScriptedHandler Handler { get; }

    public int EmbeddedPort => _host.Services.GetRequiredService<EmbeddedBroker>().Port;

    /// <summary>Errors with these ids are what the test wants.</summary>
    public HashSet<int> ExpectedErrors { get; } = [];

    public IReadOnlyList<(LogLevel Level, int Id, string Text)> Logs => [.. _logger.Entries];

    public static Task<Device> StartAsync(Mosquitto broker, params (string Key, string Value)[] settings) => StartAsync(broker.Port, settings);

    public static Task<Device> StartAsync(int port, params (string Key, string Value)[] settings) =>
        StartAsync([("Host", "127.0.0.1"), ("Port", $"{port}"), .. settings]);

    public static Task<Device> StartEmbeddedAsync(params (string Key, string Value)[] settings) => StartAsync([("Port", "0"), .. settings]);

    public Task ConnectedAsync(long connects = 1) =>
        Eventually.TrueAsync(() => Link.IsConnected && Link.Counters.Connects >= connects, "connected", Text);

    public Task EmptiedAsync() => Eventually.TrueAsync(() => Outbox.Count == 0, "outbox emptied", Text);

    public Task StopAsync() => _host.StopAsync(CancellationToken.None);

    public string Text() => $"{Link.Counters}\n{string.Join('\n', Logs)}";

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _host.Dispose();
        Logs.Where(l => l.Level >= LogLevel.Error && !ExpectedErrors.Contains(l.Id)).ShouldBeEmpty();
    }

    private static async Task<Device> StartAsync(params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(
            new[] { ("ReconnectMin", "00:00:00.05"), ("ReconnectMax", "00:00:00.5") }.Concat(settings).GroupBy(s => s.Item1).Select(s => KeyValuePair.Create($"Mqtt:{s.Key}", (string?)s.Last().Item2))); // the last one holds
        var (logger, outbox, handler) = (new CollectingLogger(), new InMemoryOutbox(), new ScriptedHandler());
        builder.Logging.AddProvider(logger);
        builder.Services.AddSingleton<IOutbox>(outbox).AddSingleton<ICommandHandler>(handler);
        builder.AddMessaging(Topics);
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new(host, logger, outbox, handler);
    }
}
