using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Messaging.Connecting;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Labels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Monitoring;

/// <summary>Tells each station's counts and latencies, every few seconds when they have changed.</summary>
internal sealed class StatsPublisher(
    StationSet stations, LabelStore labels, IMqttLink link, MessageWriter messages, Topics topics, TimeProvider time, ILogger<StatsPublisher> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(10);

    private readonly DateTimeOffset _since = time.GetUtcNow();
    private readonly Dictionary<string, TallyHistory> _histories = stations.Names.ToDictionary(name => name, _ => new TallyHistory(Hour, Step), StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> _told = new(StringComparer.Ordinal); // by station, without the envelope

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            foreach (var station in stations.All)
            {
                try
                {
                    await TellAsync(station);
                }
                catch (Exception e)
                {
                    // Mostly the disk, which is told by those who write; the next look tries again.
                    Log.StatsFailed(logger, station.Name, e);
                }
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task TellAsync(Station station)
    {
        var message = await MessageAsync(station);
        var body = MessageJson.Write(message);
        if (_told.TryGetValue(station.Name, out var before) && before.AsSpan().SequenceEqual(body))
        {
            return;
        }

        _told[station.Name] = body;
        var topic = topics.Stats(station.Name);
        link.PublishRetained(topic, messages.Write(topic, message));
    }

    private async Task<StatsMessage> MessageAsync(Station station)
    {
        var (now, counts, history) = (time.GetElapsedTime(0), TallyCounts.Of(station.Tally), _histories[station.Name]);
        history.Add(now, counts);
        return new(
            _since, station.Tally.Triggers, counts, history.Within(now, counts, Hour), history.Within(now, counts, Minute).Parts(),
            Rounded(station.Latency.Quantile(0.5)), Rounded(station.Latency.Quantile(0.99)), station.Slot.HeadVersion, await labels.CountAsync(station.Recipe.Product))
        {
            Station = station.Name,
            Product = station.Recipe.Product,
        };
    }

    private static double? Rounded(double? milliseconds) => milliseconds is { } value ? Math.Round(value, 2) : null;
}
