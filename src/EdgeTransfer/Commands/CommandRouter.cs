using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Core.Training;
using EdgeTransfer.Golden;
using EdgeTransfer.Learning;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Inspections;
using EdgeTransfer.Storage.Samples;
using EdgeTransfer.Thresholds;

namespace EdgeTransfer.Commands;

/// <summary>Carries out what operators ask for over MQTT.</summary>
internal sealed class CommandRouter(StationSet stations, InspectionStore inspections, SampleStore samples, SampleKeeper keeper, Trainer trainer, TrainingBell bell, ThresholdHandler thresholds, GoldenHandler golden, HeadHandler heads, TimeProvider time)
    : ICommandHandler
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
            "label" => await ParseAsync(request, CommandJson.Default.LabelCommand, command => LabelAsync(station, command)),
            "train" => await ParseAsync(request, CommandJson.Default.TrainCommand, command => Task.FromResult(Train(station, command))),
            "cancel-training" => await ParseAsync(request, CommandJson.Default.CancelTrainingCommand, command => Task.FromResult(CancelTraining(station, command))),
            "threshold" => await ParseAsync(request, CommandJson.Default.ThresholdCommand, command => thresholds.HandleAsync(station, command, cancellation)),
            "golden" => await ParseAsync(request, CommandJson.Default.GoldenCommand, command => golden.HandleAsync(station, command)),
            "activate" or "rollback" or "pin" or "reject" => await heads.HandleAsync(station, request),
            _ => CommandReply.Refused("unknown_command", $"There is no command '{request.Name}'. There are: label, train, cancel-training, threshold, golden, activate, rollback, pin, reject."),
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

    private async Task<CommandReply> LabelAsync(Station station, LabelCommand command)
    {
        if (OperatorName.Error(command.By) is { } error)
        {
            return CommandReply.Refused("malformed", error);
        }

        if (await inspections.FindAsync(command.PartId) is not { } inspection || inspection.Station != station.Name)
        {
            return CommandReply.Refused("unknown_part", $"Station {station.Name} has not inspected a part '{command.PartId}'.");
        }

        await keeper.StoredAsync(command.PartId);
        var marks = command.Marks ?? [];
        if (marks.Count > 0 && await CheckMarksAsync(station, command, marks) is { } refused)
        {
            return refused;
        }

        var label = new Label(command.Id, command.PartId, command.Label, command.By, "mqtt", time.GetUtcNow(), inspection.Verdict, inspection.Judges.Head) { Marks = marks };
        var appended = await samples.AppendLabelAsync(label);
        bell.Ring(station.Name);
        return appended.IsOk
            ? CommandReply.Accepted($"{command.PartId} is '{command.Label}'{(marks.Count > 0 ? $", marks: {marks.Count}" : "")}.{Grow(station, command, inspection.Verdict)}")
            : CommandReply.Refused(appended.Refusal.Kind == RefusalKind.NotFound ? "no_sample" : "malformed", appended.Refusal.Message);
    }

    private async Task<CommandReply?> CheckMarksAsync(Station station, LabelCommand command, IReadOnlyList<FrameBox> marks)
    {
        var region = station.Recipe.Region ?? (await samples.PlaceAsync(command.PartId, station.Recipe.Product, null))?.RegionOf(null);
        return region is null
            ? CommandReply.Refused("no_sample", $"No image of part '{command.PartId}' was kept, or it cannot be read, so marks on it teach nothing.")
            : Marks.Check(command.Label, marks, region) is { } refusal ? CommandReply.Refused("malformed", refusal.Message) : null;
    }

    /// <summary>A good part that was not passed is learnt at once; what that means for the operator, in words.</summary>
    private string Grow(Station station, LabelCommand command, Verdict judged)
    {
        if (command.Label != Label.Ok || judged is not (Verdict.Ng or Verdict.Unsure))
        {
            return "";
        }

        if (Lockbox.Holds(command.PartId))
        {
            return " It is set aside for checks: no head learns from it.";
        }

        return stations.ModelsOf(station) is { IsOk: true } models && trainer.TryGrow(new(station, models.Value, command.PartId, command.By))
            ? " It is learnt at once if no labelled defect suffers from that."
            : "";
    }

    private CommandReply Train(Station station, TrainCommand command)
    {
        if (stations.ModelsOf(station) is not { IsOk: true } models)
        {
            return CommandReply.Refused("model_refused", stations.ModelsOf(station).Refusal!.Message);
        }

        return OperatorName.Error(command.By) is { } error ? CommandReply.Refused("malformed", error)
            : trainer.TryStart(new(station, models.Value, TrainingReason.OnDemand, command.Id, command.By)) is { } busy ? CommandReply.Refused("busy", busy.Message)
            : CommandReply.Accepted("The training has started; its outcome comes on the training topic.");
    }

    private CommandReply CancelTraining(Station station, CancelTrainingCommand command) =>
        OperatorName.Error(command.By) is { } error ? CommandReply.Refused("malformed", error)
        : trainer.Cancel(station, command.By) is { } refusal ? CommandReply.Refused("no_training", refusal.Message)
        : CommandReply.Accepted("The training is ended; its outcome comes on the training topic.");
}
