using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Training;
using EdgeTransfer.Learning;
using EdgeTransfer.Stations;

namespace EdgeTransfer.Commands;

/// <summary>Begins trainings and ends them.</summary>
internal sealed class TrainingHandler(StationSet stations, Trainer trainer, Topics topics)
{
    public async Task<CommandReply> StartAsync(Station station, TrainCommand command)
    {
        if (stations.ModelsOf(station) is not { IsOk: true } models)
        {
            return CommandReply.Refused(RefusalReason.ModelRefused, stations.ModelsOf(station).Refusal!.Message);
        }

        return await trainer.TryStartAsync(new(station, models.Value, TrainingReason.OnDemand, command.Id, command.By)) is { } busy
            ? CommandReply.Refused(RefusalReason.Busy, busy.Message)
            : CommandReply.Accepted("The training has started; its outcome comes on the training topic.", topics.Training(station.Name));
    }

    public CommandReply Cancel(Station station, CancelTrainingCommand command) => trainer.Cancel(station, command.By) is { } refusal
        ? CommandReply.Refused(RefusalReason.NoTraining, refusal.Message)
        : CommandReply.Accepted("The training is ended; its outcome comes on the training topic.", topics.Training(station.Name));
}
