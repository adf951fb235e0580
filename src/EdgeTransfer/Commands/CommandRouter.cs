using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Training;
using EdgeTransfer.Golden;
using EdgeTransfer.Learning;
using EdgeTransfer.Reviewing;
using EdgeTransfer.Stations;
using EdgeTransfer.Thresholds;

namespace EdgeTransfer.Commands;

/// <summary>Carries out what operators ask for over MQTT.</summary>
internal sealed class CommandRouter(
    StationSet stations, LabelHandler labels, ReviewDesk desk, Trainer trainer, ThresholdHandler thresholds, GoldenHandler golden, HeadHandler heads) : ICommandHandler
{
    public async Task<CommandReply> HandleAsync(CommandRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (stations.Find(request.Station) is not { } station)
        {
            return CommandReply.Refused("unknown_station", $"This device has no station '{request.Station}'. It has: {string.Join(", ", stations.Names)}.");
        }

        return request.Name switch
        {
            "label" => await ParseAsync(request, CommandJson.Default.LabelCommand, command => labels.HandleAsync(station, command)),
            "train" => await ParseAsync(request, CommandJson.Default.TrainCommand, command => TrainAsync(station, command)),
            "cancel-training" => await ParseAsync(request, CommandJson.Default.CancelTrainingCommand, command => Task.FromResult(CancelTraining(station, command))),
            "threshold" => await ParseAsync(request, CommandJson.Default.ThresholdCommand, command => thresholds.HandleAsync(station, command, cancellation)),
            "review" => await ParseAsync(request, CommandJson.Default.ReviewCommand, command => ReviewAsync(station, command, cancellation)),
            "golden" => await ParseAsync(request, CommandJson.Default.GoldenCommand, command => golden.HandleAsync(station, command)),
            "activate" or "rollback" or "pin" or "reject" => await heads.HandleAsync(station, request),
            _ => CommandReply.Refused("unknown_command", $"There is no command '{request.Name}'. There are: label, train, cancel-training, threshold, review, golden, activate, rollback, pin, reject."),
        };
    }

    /// <summary>Reads a payload by its contract and hands it on; what cannot be read is refused.</summary>
    internal static async Task<CommandReply> ParseAsync<T>(CommandRequest request, JsonTypeInfo<T> type, Func<T, Task<CommandReply>> handle)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(request.Payload.Span, type) is { } command
                ? await handle(command)
                : CommandReply.Refused("malformed", "The payload is null.");
        }
        catch (JsonException e)
        {
            return CommandReply.Refused("malformed", $"{e.Message}");
        }
    }

    private async Task<CommandReply> ReviewAsync(Station station, ReviewCommand command, CancellationToken cancellation)
    {
        if (command.Error() is { } error)
        {
            return CommandReply.Refused("malformed", error);
        }

        var review = await desk.OpenAsync(station.Recipe.Product, command.Limit, cancellation);
        var (waiting, next) = await desk.NextAsync(station.Recipe.Product, command.Limit);
        return CommandReply.Accepted(string.Join(
            ' ', [$"{review.Found} labels deserve a second look, {waiting} unlabelled parts wait for a first.", .. review.Agreement.Sentences, .. review.Notes])) with { Review = review, Next = next };
    }

    private async Task<CommandReply> TrainAsync(Station station, TrainCommand command)
    {
        if (stations.ModelsOf(station) is not { IsOk: true } models)
        {
            return CommandReply.Refused("model_refused", stations.ModelsOf(station).Refusal!.Message);
        }

        return OperatorName.Error(command.By) is { } error ? CommandReply.Refused("malformed", error)
            : await trainer.TryStartAsync(new(station, models.Value, TrainingReason.OnDemand, command.Id, command.By)) is { } busy ? CommandReply.Refused("busy", busy.Message)
            : CommandReply.Accepted("The training has started; its outcome comes on the training topic.");
    }

    private CommandReply CancelTraining(Station station, CancelTrainingCommand command) =>
        OperatorName.Error(command.By) is { } error ? CommandReply.Refused("malformed", error)
        : trainer.Cancel(station, command.By) is { } refusal ? CommandReply.Refused("no_training", refusal.Message)
        : CommandReply.Accepted("The training is ended; its outcome comes on the training topic.");
}
