using EdgeTransfer.Configuration;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Learning;
using EdgeTransfer.Messaging.Connecting;
using EdgeTransfer.Messaging.Webhooks;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Alerts;
using Microsoft.Extensions.Hosting;

namespace EdgeTransfer.Monitoring;

/// <summary>Tells how the device is, each half minute. Not retained: figures of a dead device would look alive.</summary>
internal sealed class HealthPublisher(
    StationSet stations, Recorder recorder, SampleKeeper samples, OutboxStore outbox, WebhookStatus webhook, IMqttLink link, MessageWriter messages, Topics topics, DeviceOptions device, TimeProvider time)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private readonly long _began = time.GetTimestamp();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (true)
        {
            var told = link.IsConnected && link.TryPublish(topics.Health, messages.Write(topics.Health, Message()));
            await Task.Delay(told ? Every : Retry, time, stoppingToken);
        }
    }

    private HealthMessage Message()
    {
        var (disk, counters) = (Disk(), link.Counters);
        return new(
            Math.Round(time.GetElapsedTime(_began).TotalSeconds), Environment.WorkingSet, disk?.Free, disk?.Size, outbox.Count, recorder.Waiting, samples.Waiting,
            stations.All.All(s => stations.ModelsOf(s).IsOk), counters.Connects, counters.Losses, counters.Replayed, counters.Dropped, counters.PublishRefusals, counters.CommandRefusals,
            outbox.Webhook?.Count, outbox.Webhook is null ? null : webhook.Refusals);
    }

    private (long Free, long Size)? Disk()
    {
        try
        {
            var drive = new DriveInfo(Path.GetFullPath(device.DataFolder));
            return (drive.AvailableFreeSpace, drive.TotalSize);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
