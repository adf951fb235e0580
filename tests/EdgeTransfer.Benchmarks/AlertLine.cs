using System.Text;
using Dapper;
using EdgeTransfer.Core.Alerts;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Messaging;
using EdgeTransfer.Messaging.Connecting;
using EdgeTransfer.Storage.Alerts;
using EdgeTransfer.Storage.Database;
using EdgeTransfer.Storage.Inspections;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EdgeTransfer.Benchmarks;

/// <summary>What stands behind a station: database, outbox and link, fed with inspections and their alerts.</summary>
internal sealed class AlertLine : IAsyncDisposable
{
    /// <summary>An alert with a few regions has about so many bytes.</summary>
    private const int PayloadBytes = 1500;

    private const int PerSecond = 200;
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(25);
    private static readonly string[] Stations = ["far-1", "far-2", "far-3", "far-4", "far-5"];
    private static readonly Topics Topics = new("bench", "line");

    private readonly string _folder = Directory.CreateTempSubdirectory("edgetransfer-bench-").FullName;
    private readonly LineDatabase _database;
    private readonly InspectionStore _inspections;
    private readonly IHost _host;
    private readonly int _stations;
    private long _trigger;

    public AlertLine(int port, int stations)
    {
        _stations = stations;
        _database = LineDatabase.Open(Database).Value!;
        Outbox = new(_database, new() { Count = 1_000_000 });
        _inspections = new(_database, Outbox);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Mqtt:Host"] = "127.0.0.1", ["Mqtt:Port"] = $"{port}" });
        builder.Services.AddSingleton<IOutbox>(Outbox).AddSingleton<ICommandHandler, NoCommands>();
        builder.AddMessaging(Topics);
        _host = builder.Build();
    }

    public OutboxStore Outbox { get; }

    public LinkCounters Counters => _host.Services.GetRequiredService<IMqttLink>().Counters;

    private string Database => Path.Combine(_folder, "line.db");

    /// <summary>Begins to send.</summary>
    public Task StartAsync() => _host.StartAsync();

    /// <summary>200 inspections a second until cancelled, with an alert each or without; how many.</summary>
    public async Task<int> FeedAsync(bool alerts, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Every);
        var (fed, begin) = (0, TimeProvider.System.GetTimestamp());
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
            {
                // a tick that came late brings what it missed
                var due = (int)(TimeProvider.System.GetElapsedTime(begin).TotalSeconds * PerSecond) - fed;
                await RecordAsync(due, alerts);
                fed += due;
            }
        }
        catch (OperationCanceledException)
        {
            // the block is over
        }

        return fed;
    }

    /// <summary>Writes inspections in one transaction, with an alert each or without.</summary>
    public Task RecordAsync(int count, bool alerts) => _inspections.RecordAsync([.. Enumerable.Range(0, count).Select(_ => Next(alerts))]);

    /// <summary>Until the broker has acknowledged all.</summary>
    public async Task EmptiedAsync()
    {
        while (Outbox.Count > 0)
        {
            await Task.Delay(1);
        }
    }

    /// <summary>Bytes of the tables and their indexes, without the write-ahead log.</summary>
    public long Bytes()
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        return connection.ExecuteScalar<long>("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size");
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        Outbox.Dispose();
        _database.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private RecordedInspection Next(bool withAlert)
    {
        var at = TimeProvider.System.GetUtcNow();
        var trigger = ++_trigger;
        var station = Stations[trigger % _stations];
        var inspection = new Inspection
        {
            Id = Guid.CreateVersion7(at), Station = station, Trigger = trigger, PartId = $"{station}-{trigger}", Product = "disc", Origin = "bench", At = at, Verdict = Verdict.Ng,
            Judges = new("h", "p", "r", "c"), Scores = new(0.9, 0.8, 1.5, null), Times = new(1, 2, 3, 6),
        };
        return new(inspection, withAlert ? [new(inspection.Id, Topics.Alert(station), Encoding.UTF8.GetBytes(Payload(inspection.Id)), at)] : []);
    }

    public static string Payload(Guid id) => $$"""{"id":"{{id}}","text":"{{new string('x', PayloadBytes)}}"}""";

    private sealed class NoCommands : ICommandHandler
    {
        public Task<CommandReply> HandleAsync(CommandRequest request, CancellationToken cancellation) => Task.FromResult(CommandReply.Refused(RefusalReason.UnknownCommand, "no command"));
    }
}
