using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Inference.Judging;
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
    private readonly PartJudge? _judge;

    public Inspector(Station station, Result<Models> models, Func<bool> outboxFull, TimeProvider time)
    {
        (_station, _refused, _outboxFull, _time) = (station, models.Refusal, outboxFull, time);
        _judge = models.IsOk ? new PartJudge(models.Value.Backbone, models.Value.Graphs, station.Recipe.InputSize) : null;
    }

    /// <summary>Whether the last inspection left features that a sample can keep.</summary>
    public bool HasFeatures { get; private set; }

    /// <summary>A copy of the last part's features.</summary>
    public Features CopyFeatures() => _judge!.CopyFeatures();

    public Inspection Inspect(DuePart part)
    {
        HasFeatures = false;
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
            var scores = _judge.Judge(lease.Head);
            var verdict = lease.Policy.Decide(scores.Ng);
            var end = _time.GetTimestamp();
            var times = new StageTimes(
                Milliseconds(begin, afterPrepare), Milliseconds(afterPrepare, afterFeatures), Milliseconds(afterFeatures, end), Milliseconds(frame.Timestamp, end));
            return Record(part, lease) with { Verdict = verdict, Scores = scores, Times = times };
        }
    }

    /// <summary>The record of a part that could not be judged.</summary>
    public Inspection NotInspected(DuePart part, NotInspectedReason reason, string detail) =>
        Record(part, null) with { Reason = reason, Detail = detail };

    public void Dispose()
    {
        _judge?.Dispose();
        _preparation.Dispose();
    }

    private Inspection Record(DuePart part, JudgeLease? lease)
    {
        var at = part.Capture.Frame?.CapturedAt ?? _time.GetUtcNow();
        return _station.NewRecord(part.Trigger, part.Capture.Origin, at, lease?.Head.Manifest.Version, lease?.Policy.Version);
    }

    private double Milliseconds(long from, long to) => _time.GetElapsedTime(from, to).TotalMilliseconds;
}
