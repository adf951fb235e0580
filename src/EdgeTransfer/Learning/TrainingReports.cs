using EdgeTransfer.Core.Messages;
using EdgeTransfer.Messaging.Connecting;
using EdgeTransfer.Storage.Trainings;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Learning;

/// <summary>Tells the training topics and the log how trainings go.</summary>
internal sealed class TrainingReports(IMqttLink link, MessageWriter messages, Topics topics, ILogger<TrainingReports> logger)
{
    /// <summary>The news of one training.</summary>
    public TrainingCourse Of(TrainRequest request, TrainingRow row) => new(row, topics.Training(request.Station.Name), link, messages, logger);
}
