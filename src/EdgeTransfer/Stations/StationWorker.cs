using System.Threading.Channels;
using EdgeTransfer.Core.Capturing;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Sampling;
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
    Station station, IFrameSource source, TriggerNumbers triggers, Inspector inspector, ShadowStep shadow, Recorder recorder, SampleKeeper samples, TimeProvider time, ILogger logger)
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
                station.Judged(times.Total, times, time.GetElapsedTime(0));
            }

            station.Tap.Offer(part.Capture.Frame, inspection.PartId);
            var kept = TryKeepSample(part, inspection, disagrees: false);
            await recorder.PostAsync(inspection, kept);
            part.Request?.Judged.TrySetResult(inspection);

            // Nothing waits for the silent head: the part has its verdict, the record is on its way, and parts that wait go first.
            var disagrees = shadow.Run(inspection, due.Count);
            if (!kept && !(disagrees && TryKeepSample(part, inspection, disagrees)))
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

    /// <summary>Hands the frame to the sample keeper where it is worth keeping; false leaves it here.</summary>
    private bool TryKeepSample(DuePart part, Inspection inspection, bool disagrees) =>
        part.Capture.Frame is { } frame && inspector.HasFeatures
        && samples.Decide(station, Candidate(inspection) with { Disagrees = disagrees }) is { IsKept: true } kept
        && samples.TryOffer(new(station, inspection.PartId, inspection.At, frame, inspector.CopyFeatures(), kept, IsAlert(inspection) ? inspection.Id : null));

    private static bool IsAlert(Inspection inspection) => inspection.Verdict is Verdict.Ng or Verdict.Unsure;

    private SampleCandidate Candidate(Inspection inspection)
    {
        var candidate = new SampleCandidate(inspection.PartId, inspection.Verdict) { IsTaught = inspection.Reason != NotInspectedReason.NotTaught, Ng = inspection.Scores?.Ng };
        if (inspection.Scores is not { } scores || station.Slot.Lease() is not { } lease)
        {
            return candidate;
        }

        using (lease)
        {
            // Scores of one head say nothing by another's bands: after a swap between verdict and here nothing is asked.
            return lease.Head.Manifest.Version == inspection.Judges.Head && lease.Policy.Version == inspection.Judges.Policy
                ? candidate with { Bands = new(lease.Policy.UnsureFrom, lease.Policy.NgFrom), Novelty = lease.Head.Head.Fusion.Anomaly.Apply(scores.Anomaly) }
                : candidate;
        }
    }

    public override void Dispose()
    {
        source.Dispose();
        inspector.Dispose();
        triggers.Dispose();
        base.Dispose();
    }
}
