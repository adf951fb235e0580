using System.Threading.Channels;
using EdgeTransfer.Core.Alerts;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Messaging.Connecting;
using EdgeTransfer.Storage.Inspections;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EdgeTransfer.Stations;

/// <summary>
/// Writes inspections and their alerts, all that wait in one transaction, then publishes the inspections. While the disk
/// fails it tries again; when its queue is full the stations wait, and give no verdict that would be lost.
/// Stop: no more is taken, what waits is written within the host's bound, the rest is reported and found at the next start.
/// </summary>
internal sealed class Recorder(
    InspectionStore store, IMqttLink link, MessageWriter messages, Topics topics, IOptions<MqttOptions> options, TimeProvider time, ILogger<Recorder> logger) : BackgroundService
{
    private const int QueueLength = 1024;
    private const int BatchLength = 64;
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    private readonly Channel<(Inspection Inspection, bool Sampled)> _queue = Channel.CreateBounded<(Inspection, bool)>(
        new BoundedChannelOptions(QueueLength) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly Dictionary<string, FaultEpisodes> _episodes = new(StringComparer.Ordinal); // by station; the loop's own

    private volatile bool _failing;

    /// <summary>Whether what waits could not be written at the last attempt.</summary>
    public bool IsFailing => _failing;

    /// <summary>Inspections that wait to be written.</summary>
    public int Waiting => _queue.Reader.Count;

    /// <summary>Takes an inspection; waits while the queue is full.</summary>
    /// <param name="inspection">The record.</param>
    /// <param name="sampled">Whether the image of the part was taken for keeping.</param>
    public ValueTask PostAsync(Inspection inspection, bool sampled = false) => _queue.Writer.WriteAsync((inspection, sampled), CancellationToken.None);

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
        var told = new List<InspectionMessage>(BatchLength);
        while (await _queue.Reader.WaitToReadAsync(stoppingToken))
        {
            batch.Clear();
            told.Clear();
            while (batch.Count < BatchLength && _queue.Reader.TryRead(out var part))
            {
                batch.Add(new(part.Inspection, Alerts(part.Inspection, part.Sampled)));
                if (InspectionShare.Holds(part.Inspection.PartId, options.Value.InspectionShare))
                {
                    told.Add(InspectionMessage.Of(part.Inspection, part.Sampled));
                }
            }

            await WriteAsync(batch, stoppingToken);
            foreach (var message in told)
            {
                var topic = topics.Inspection(message.Station!);
                link.TryPublish(topic, messages.Write(topic, message));
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
                _failing = false;
                return;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // A full or failing disk: nothing may be dropped, so the same batch is tried again.
                _failing = true;
                Log.RecordingFailed(logger, batch.Count, e);
                await Task.Delay(PauseAfterFailure, time, stop);
            }
        }
    }

    private List<OutboxMessage> Alerts(Inspection inspection, bool sampled)
    {
        if (!_episodes.TryGetValue(inspection.Station, out var episodes))
        {
            _episodes[inspection.Station] = episodes = new FaultEpisodes();
        }

        var topic = topics.Alert(inspection.Station);
        List<OutboxMessage> alerts = [.. episodes.Next(inspection.Reason, inspection.Detail, inspection.At)
            .Select(notice => Message(topic, AlertMessage.About(inspection.Station, inspection.Product, notice, inspection.At)))];
        if (inspection.Verdict is Verdict.Ng or Verdict.Unsure)
        {
            alerts.Add(Message(topic, AlertMessage.About(inspection, sampled)));
        }

        return alerts;
    }

    private OutboxMessage Message(string topic, AlertMessage alert)
    {
        var sealedAlert = messages.Seal(topic, alert);
        return new(sealedAlert.Id, topic, MessageJson.Write(sealedAlert), sealedAlert.At);
    }
}
