using EdgeTransfer.Core.Capturing;
using EdgeTransfer.Core.Heads.Anomaly;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Inference.Judging;
using EdgeTransfer.Vision.Maps;
using EdgeTransfer.Vision.Preparing;

namespace EdgeTransfer.Stations;

/// <summary>Turns one due part into its inspection: prepare, guard, features, judge, decide. One for each station; not for concurrent use.</summary>
internal sealed class Inspector : IDisposable
{
    private readonly Station _station;
    private readonly Refusal? _refused;
    private readonly Func<bool> _outboxFull;
    private readonly TimeProvider _time;
    private readonly Preparation _preparation = new();
    private readonly RegionFinder _regions = new();
    private readonly PartJudge? _judge;
    private AnomalyHead? _judged; // the last part

    public Inspector(Station station, Result<Models> models, Func<bool> outboxFull, TimeProvider time)
    {
        (_station, _refused, _outboxFull, _time) = (station, models.Refusal, outboxFull, time);
        _judge = models.IsOk ? new PartJudge(models.Value.Backbone, models.Value.Graphs, station.Recipe) : null;
    }

    /// <summary>Whether the last inspection left features that a sample can keep.</summary>
    public bool HasFeatures { get; private set; }

    /// <summary>Time that the head alone took on the part that was judged last: no region, no waiting.</summary>
    public TimeSpan Took { get; private set; }

    /// <summary>Judges the features of the last part by another head; its verdict, map and regions stay.</summary>
    /// <returns>Its scores, and how long it would have taken with as many rows as the head that judged, if those are more.</returns>
    public (Scores Scores, TimeSpan Took) JudgeInShadow(ServedHead head)
    {
        var begin = _time.GetTimestamp();
        var scores = _judge!.JudgeInShadow(head);
        return (scores, _time.GetElapsedTime(begin) * _judged!.SizeOver(head.Head.Anomaly.Rows));
    }

    /// <summary>A copy of the last part's features.</summary>
    public Features CopyFeatures() => _judge!.CopyFeatures();

    public Inspection Inspect(DuePart part)
    {
        HasFeatures = false;
        if (_station.Hold.IsPaused)
        {
            // Law 2: in a pause nothing is passed, not even what was due before it.
            return NotInspected(part, NotInspectedReason.Paused, "The station is paused.");
        }

        if (part.Capture.Frame is not { } frame)
        {
            return NotInspected(part, part.Capture.Reason, part.Capture.Detail);
        }

        if (_judge is null)
        {
            return NotInspected(part, NotInspectedReason.ModelRefused, _refused!.Message);
        }

        var begin = _time.GetTimestamp();
        var prepared = _preparation.Prepare(frame, _station.Recipe, _judge.Image);
        if (prepared.Reason != NotInspectedReason.None)
        {
            return NotInspected(part, prepared.Reason, prepared.Detail);
        }

        var afterPrepare = _time.GetTimestamp();
        _judge.ComputeFeatures();
        HasFeatures = true;
        var afterFeatures = _time.GetTimestamp();
        if (_outboxFull())
        {
            return NotInspected(part, NotInspectedReason.OutboxFull, "The outbox is full of alerts that the broker has not taken: no part is passed until it has.");
        }

        if (_station.Slot.Lease() is not { } lease)
        {
            return NotInspected(part, NotInspectedReason.NotTaught, "No head has been learnt yet: label good parts 'ok' and train.");
        }

        using (lease)
        {
            var beforeHead = _time.GetTimestamp();
            var scores = _judge.Judge(lease.Head);
            Took = _time.GetElapsedTime(beforeHead);
            _judged = lease.Head.Head.Anomaly;
            var verdict = lease.Policy.Decide(scores.Ng);
            var regions = verdict == Verdict.Ok ? [] : FindRegions(frame, lease.Head.Head.MapLevel);
            var end = _time.GetTimestamp();
            var times = new StageTimes(
                Milliseconds(begin, afterPrepare), Milliseconds(afterPrepare, afterFeatures), Milliseconds(afterFeatures, end), Milliseconds(frame.Timestamp, end));
            return Record(part, lease) with { Verdict = verdict, Scores = scores, Regions = regions.Count > 0 ? regions : null, Times = times };
        }
    }

    /// <summary>A picture of the part that was judged last, with its heat map; on demand, because it takes longer than judging.</summary>
    public Result<byte[]> Overlay(Frame frame, double level) =>
        HeatOverlay.Encode(frame, _station.Recipe, _judge!.Map, _judge.Rows, _judge.Columns, level);

    /// <summary>The record of a part that could not be judged.</summary>
    public Inspection NotInspected(DuePart part, NotInspectedReason reason, string detail) =>
        Record(part, null) with { Reason = reason, Detail = detail };

    public void Dispose()
    {
        _judge?.Dispose();
        _regions.Dispose();
        _preparation.Dispose();
    }

    private IReadOnlyList<DefectRegion> FindRegions(Frame frame, double level) =>
        _regions.Find(_judge!.Map, _judge.Rows, _judge.Columns, level, _station.Recipe.Region ?? new(0, 0, frame.Width, frame.Height));

    private Inspection Record(DuePart part, JudgeLease? lease)
    {
        var at = part.Capture.Frame?.CapturedAt ?? _time.GetUtcNow();
        var record = _station.NewRecord(part.Trigger, part.Capture.Origin, at, lease?.Head.Manifest.Version, lease?.Policy.Version);
        return part.Request is { } request ? record with { Serial = request.Serial, Lot = request.Lot } : record;
    }

    private double Milliseconds(long from, long to) => _time.GetElapsedTime(from, to).TotalMilliseconds;
}
