using System.Collections.Concurrent;
using System.Text;
using EdgeTransfer.Core.Alerts;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Messaging;
using EdgeTransfer.Messaging.Connecting;
using EdgeTransfer.Storage.Alerts;
using EdgeTransfer.Storage.Database;
using EdgeTransfer.Testing;
using EdgeTransfer.Tests.Line;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Tests.Alerts;

/// <summary>The real outbox on a real disk and the real link, without a camera: alerts are put in by the test.</summary>
internal sealed class OutboxDevice : IAsyncDisposable
{
    /// <summary>200 a second, five at a time.</summary>
    private const int Portion = 5;

    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(25);
    private static readonly string[] Stations = ["a", "b", "c", "d"];

    private readonly string _folder = Directory.CreateTempSubdirectory("outbox-").FullName;
    private readonly (string Key, string Value)[] _settings;
    private readonly CollectedLog _log = new();
    private IHost? _host;
    private LineDatabase? _database;
    private OutboxStore? _outbox;

    private OutboxDevice((string Key, string Value)[] settings) => _settings = settings;

    public static Topics Topics { get; } = new("hall", "edge");

    public static string Filter => Topics.Root + "/+/alert";

    /// <summary>All that were stored, in order.</summary>
    public ConcurrentQueue<(string Topic, Guid Id)> Stored { get; } = new();

    public OutboxStore Outbox => _outbox!;

    public LinkCounters Counters => _host!.Services.GetRequiredService<IMqttLink>().Counters;

    public static async Task<OutboxDevice> StartAsync(int port, params (string Key, string Value)[] settings)
    {
        var device = new OutboxDevice([("Host", "127.0.0.1"), ("Port", $"{port}"), ("ReconnectMin", "00:00:00.05"), ("ReconnectMax", "00:00:00.5"), .. settings]);
        await device.StartAsync();
        return device;
    }

    public async Task StartAsync()
    {
        _database = LineDatabase.Open(Path.Combine(_folder, "line.db")).Value;
        _outbox = new(_database!, new() { Count = 100_000 });
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(_settings.Select(s => KeyValuePair.Create($"Mqtt:{s.Key}", (string?)s.Value)));
        builder.Logging.AddProvider(_log);
        builder.Services.AddSingleton<IOutbox>(_outbox).AddSingleton<ICommandHandler, NoCommands>();
        builder.AddMessaging(Topics);
        _host = builder.Build();
        await _host.StartAsync(TestContext.Current.CancellationToken);
    }

    public async Task StopAsync()
    {
        await _host!.StopAsync(CancellationToken.None);
        _host.Dispose();
        _outbox!.Dispose();
        _database!.Dispose();
    }

    /// <summary>Stores alerts, by turns on all topics, in one transaction.</summary>
    public async Task StoreAsync(int count)
    {
        List<OutboxMessage> messages = [];
        for (var i = 0; i < count; i++)
        {
            var (topic, id) = (Topics.Alert(Stations[(Stored.Count + i) % Stations.Length]), Guid.CreateVersion7());
            messages.Add(new(id, topic, Encoding.UTF8.GetBytes($$"""{"id":"{{id}}","text":"{{new string('x', 900)}}"}"""), TimeProvider.System.GetUtcNow()));
        }

        await Outbox.AddAsync(messages, CancellationToken.None);
        messages.ForEach(m => Stored.Enqueue((m.Topic, m.Id)));
    }

    /// <summary>Stores them at full rate.</summary>
    public async Task FeedAsync(int count)
    {
        for (var left = count; left > 0; left -= Portion)
        {
            await StoreAsync(Math.Min(left, Portion));
            await Task.Delay(Every, TestContext.Current.CancellationToken);
        }
    }

    public Task EmptiedAsync() => Eventually.TrueAsync(() => Outbox.Count == 0, "the outbox is empty", Text);

    public string Text() => $"{Counters}\n{Outbox.Counters}\n{_log}";

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
        _log.ShouldHoldNoErrorsBut();
    }

    private sealed class NoCommands : ICommandHandler
    {
        public Task<CommandReply> HandleAsync(CommandRequest request, CancellationToken cancellation) => Task.FromResult(CommandReply.Refused(RefusalReason.UnknownCommand, "no command"));
    }
}
