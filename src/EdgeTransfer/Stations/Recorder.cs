using System.Threading.Channels;
using EdgeTransfer.Core.Alerts;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Messaging.Connecting;
using EdgeTransfer.Storage.Inspections;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Stations;

/// <summary>
/// Writes inspections and their alerts, all that wait in one transaction, then publishes the inspections. While the disk
/// fails it tries again; when its queue is full the stations wait, and give no verdict that would be lost.
/// Stop: no more is taken, what waits is written within the host's bound, the rest is reported and found at the next start.
/// </summary>
internal sealed class Recorder(InspectionStore store, IMqttLink link, Topics topics, TimeProvider time, ILogger<Recorder> logger) : BackgroundService
{
    private const int QueueLength = 1024;
    private const int BatchLength = 64;
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private readonly Channel<Inspection> _queue = Channel.CreateBounded<Inspection>(
        new BoundedChannelOptions(QueueLength) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly Dictionary<string, FaultEpisodes> _episodes = new(StringComparer.Ordinal); // by station; the loop's own

    /// <summary>Takes an inspection; waits while the queue is full.</summary>
    public ValueTask PostAsync(Inspection inspection) => _queue.Writer.WriteAsync(inspection, CancellationToken.None);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Writer.TryComplete();
        if (ExecuteTask is { } running)
        {
            await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await base.StopAsync(cancellationToken);
        if (_queue.Reader.Count > 0)
        {
            Log.InspectionsLeft(logger, _queue.Reader.Count);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var batch = new List<RecordedInspection>(BatchLength);
        while (await _queue.Reader.WaitToReadAsync(stoppingToken))
        {
            batch.Clear();
            while (batch.Count < BatchLength && _queue.Reader.TryRead(out var inspection))
            {
                batch.Add(new(inspection, Alerts(inspection)));
            }

            await WriteAsync(batch, stoppingToken);
            foreach (var (inspection, _) in batch)
            {
                link.TryPublish(topics.Inspection(inspection.Station), MessageJson.Write(InspectionMessage.Of(inspection)));
            }
        }
    }

    private async Task WriteAsync(List<RecordedInspection> batch, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                await store.RecordAsync(batch);
                return;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // A full or failing disk: nothing may be dropped, so the same batch is tried again.
                Log.RecordingFailed(logger, batch.Count, e);
                await Task.Delay(PauseAfterFailure, time, stop);
            }
        }
    }

    private List<OutboxMessage> Alerts(Inspection inspection)
    {
        if (!_episodes.TryGetValue(inspection.Station, out var episodes))
        {
            _episodes[inspection.Station] = episodes = new FaultEpisodes();
        }

        var topic = topics.Alert(inspection.Station);
        List<OutboxMessage> alerts = [.. episodes.Next(inspection.Reason, inspection.Detail, inspection.At)
            .Select(notice => Message(topic, AlertMessage.About(inspection.Station, notice, inspection.At)))];
        if (inspection.Verdict is Verdict.Ng or Verdict.Unsure)
        {
            alerts.Add(Message(topic, AlertMessage.About(inspection)));
        }

        return alerts;
    }

    private static OutboxMessage Message(string topic, AlertMessage alert) => new(alert.Id, topic, MessageJson.Write(alert), alert.At);
}
