using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Learning;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Inspections;
using EdgeTransfer.Storage.Labels;
using EdgeTransfer.Storage.Samples;

namespace EdgeTransfer.Commands;

/// <summary>Takes what an operator says of a part.</summary>
internal sealed class LabelHandler(
    StationSet stations, InspectionStore inspections, SampleStore samples, LabelStore labels, SampleKeeper keeper, Trainer trainer, TrainingBell bell, TimeProvider time)
{
    public async Task<CommandReply> HandleAsync(Station station, LabelCommand command)
    {
        if (OperatorName.Error(command.By) is { } error)
        {
            return CommandReply.Refused("malformed", error);
        }

        // A part that came by an import was judged by nobody here.
        var inspection = await inspections.FindAsync(command.PartId);
        if (inspection is null ? !await samples.HoldsAsync(command.PartId, station.Recipe.Product) : inspection.Station != station.Name)
        {
            return CommandReply.Refused(
                "unknown_part", $"Station {station.Name} has not inspected a part '{command.PartId}', and none of its product {station.Recipe.Product} came by an import under this id.");
        }

        await keeper.StoredAsync(command.PartId);
        var marks = command.Marks ?? [];
        if (marks.Count > 0 && await CheckMarksAsync(station, command, marks) is { } refused)
        {
            return refused;
        }

        var label = new Label(command.Id, command.PartId, command.Label, command.By, "mqtt", time.GetUtcNow(), inspection?.Verdict ?? Verdict.NotInspected, inspection?.Judges.Head)
        {
            Marks = marks, Role = command.Role, Reason = command.Reason,
        };
        var appended = await labels.AppendAsync(label);
        bell.Ring(station.Name);
        return appended.IsOk
            ? CommandReply.Accepted(appended.Value.Sentence() + Grow(station, command, label.Judged))
            : CommandReply.Refused(Reason(appended.Refusal.Kind), appended.Refusal.Message);
    }

    private static string Reason(RefusalKind kind) => kind switch
    {
        RefusalKind.NotFound => "no_sample",
        RefusalKind.Conflict => "id_used",
        _ => "malformed",
    };

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
}
