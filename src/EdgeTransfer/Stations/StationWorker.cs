using System.Threading.Channels;
using EdgeTransfer.Core.Capturing;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Learning;
using EdgeTransfer.Storage.Triggers;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Stations;

/// <summary>
/// Runs one station: a capture loop numbers parts, a judge loop gives each its verdict and hands it to the recorder.
/// Stop: capturing ends, the parts in the queue are judged, then the recorder drains.
/// </summary>
internal sealed class StationWorker(
    Station station, IFrameSource source, TriggerNumbers triggers, Inspector inspector, ShadowStep shadow, Recorder recorder, SampleKeeper samples, double okShare, TimeProvider time, ILogger logger)
    : BackgroundService
{
    /// <summary>Parts between capture and judge: enough to overlap the two, few enough that no part waits long.</summary>
    private const int QueueLength = 4;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        try
        {
            await CloseInterruptedAsync();
            var queue = Channel.CreateBounded<DuePart>(new BoundedChannelOptions(QueueLength) { SingleReader = true, SingleWriter = true, FullMode = BoundedChannelFullMode.Wait });
            var capture = new CaptureLoop(station, source, triggers, time, logger).RunAsync(queue.Writer, stoppingToken);
            await JudgeAsync(queue.Reader);
            await capture;
            station.Finished.TrySetResult();
        }
        catch (Exception e)
        {
            station.Finished.TrySetException(e);
            throw;
        }
    }

    /// <summary>Law 1: triggers that a crash left open get their verdict now.</summary>
    private async Task CloseInterruptedAsync()
    {
        var open = triggers.OpenAtStart();
        foreach (var trigger in open)
        {
            var interrupted = station.NewRecord(trigger, "", time.GetUtcNow(), null, null) with
            {
                Reason = NotInspectedReason.Interrupted,
                Detail = "The service stopped between trigger and verdict.",
            };
            station.Tally.AddTrigger();
            station.Tally.Add(interrupted.Verdict, interrupted.Reason);
            await recorder.PostAsync(interrupted);
        }

        if (open.Count > 0)
        {
            Log.TriggersInterrupted(logger, station.Name, open.Count);
        }
    }

    private async Task JudgeAsync(ChannelReader<DuePart> due)
    {
        await foreach (var part in due.ReadAllAsync(CancellationToken.None))
        {
            var inspection = Inspect(part);
            station.Tally.Add(inspection.Verdict, inspection.Reason);
            if (inspection.Times is { } times)
            {
                station.Latency.Add(times.Total);
            }

            var kept = SamplingRule.Keeps(inspection.Verdict, inspection.PartId, okShare) && TryKeepSample(part, inspection);
            await recorder.PostAsync(inspection);

            // Nothing waits for the silent head: the part has its verdict, the record is on its way, and parts that wait go first.
            var disagrees = shadow.Run(inspection, due.Count);
            if (!kept && !(disagrees && TryKeepSample(part, inspection)))
            {
                part.Capture.Frame?.Dispose();
            }
        }
    }

    private Inspection Inspect(DuePart part)
    {
        try
        {
            return inspector.Inspect(part);
        }
        catch (Exception e)
        {
            // Law 1: whatever went wrong with one part, it gets a verdict, and the next part is due.
            Log.InspectionFailed(logger, station.Name, part.Trigger, e);
            return inspector.NotInspected(part, NotInspectedReason.Fault, e.Message);
        }
    }

    /// <summary>Hands the frame to the sample keeper; false leaves it here.</summary>
    private bool TryKeepSample(DuePart part, Inspection inspection) =>
        part.Capture.Frame is { } frame && inspector.HasFeatures
        && samples.TryOffer(new(station, inspection.PartId, inspection.At, frame, inspector.CopyFeatures()));

    public override void Dispose()
    {
        source.Dispose();
        inspector.Dispose();
        triggers.Dispose();
        base.Dispose();
    }
}
