using System.Globalization;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Training;
using EdgeTransfer.Messaging.Connecting;
using EdgeTransfer.Storage.Trainings;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Learning;

/// <summary>
/// Tells how one training goes. That it waits is retained, for whoever comes later, and taken back when it goes on or ends.
/// </summary>
internal sealed class TrainingCourse(TrainingRow row, string topic, IMqttLink link, ILogger logger)
{
    private bool _waits; // the pace keeper's, and after its end the trainer's

    /// <summary>Samples that it learns from, once they are known.</summary>
    public int Samples { get; set; }

    public void Tell(TrainingProgress progress, string? why)
    {
        var message = Message(progress.ElapsedSeconds) with { Detail = why ?? "", Progress = progress };
        var waits = progress.State == TrainingProgress.Waiting;
        if (waits == _waits)
        {
            link.TryPublish(topic, MessageJson.Write(message));
            return;
        }

        _waits = waits;
        link.PublishRetained(topic, MessageJson.Write(message));
        if (waits)
        {
            Log.TrainingWaits(logger, row.Station, why ?? "");
        }
        else
        {
            Log.TrainingGoesOn(logger, row.Station);
        }
    }

    public void End(TrainingOutcome outcome, double seconds)
    {
        Log.TrainingEnded(logger, row.Station, outcome.Word, outcome.Told, seconds.ToString("0.0", CultureInfo.InvariantCulture));
        TakeBack(seconds);
        link.TryPublish(topic, MessageJson.Write(
            Message(seconds) with { Outcome = outcome.Word, Head = outcome.Head, Detail = outcome.Told, Gate = outcome.Report }));
    }

    /// <summary>The service stops; it goes on at the next start.</summary>
    public void Suspend()
    {
        Log.TrainingSuspended(logger, row.Station);
        TakeBack(0);
    }

    private void TakeBack(double seconds)
    {
        if (_waits)
        {
            link.PublishRetained(topic, MessageJson.Write(Message(seconds)));
        }
    }

    private TrainingMessage Message(double seconds) =>
        new(TrainingMessage.CurrentSchema, row.Station, row.Id, row.Command, row.Reason, row.By, Samples, null, null, "", null, seconds, null);
}
