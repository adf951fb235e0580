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
        var (label, refused) = await PrepareAsync(station, command);
        if (label is null)
        {
            return refused!;
        }

        var appended = await labels.AppendAsync(label);
        bell.Ring(station.Name);
        return appended.IsOk
            ? CommandReply.Done(appended.Value.Sentence() + Grow(station, command, label.Judged))
            : Refused(appended.Refusal);
    }

    /// <summary>The label as it would be stored, or why it is refused before the store is asked: exactly one is null.</summary>
    public async Task<(Label? Label, CommandReply? Refused)> PrepareAsync(Station station, LabelCommand command)
    {
        // A part that came by an import was judged by nobody here.
        var inspection = await inspections.FindAsync(command.PartId);
        if (inspection is null ? !await samples.HoldsAsync(command.PartId, station.Recipe.Product) : inspection.Station != station.Name)
        {
            return (null, CommandReply.Refused(
                RefusalReason.UnknownPart, $"Station {station.Name} has not inspected a part '{command.PartId}', and none of its product {station.Recipe.Product} came by an import under this id."));
        }

        await keeper.StoredAsync(command.PartId);
        var marks = command.Marks ?? [];
        if (marks.Count > 0 && await CheckMarksAsync(station, command, marks) is { } refused)
        {
            return (null, refused);
        }

        var label = new Label(command.Id, command.PartId, command.Label, command.By, "mqtt", time.GetUtcNow(), inspection?.Verdict ?? Verdict.NotInspected, inspection?.Judges.Head)
        {
            Marks = marks, Role = command.Role, Reason = command.Reason,
        };
        return (label, null);
    }

    /// <summary>A refusal of the store as an answer.</summary>
    public static CommandReply Refused(Refusal refusal) => refusal.Kind switch
    {
        RefusalKind.NotFound => CommandReply.Refused(RefusalReason.NoSample, refusal.Message),
        RefusalKind.Conflict => CommandReply.Refused(RefusalReason.IdUsed, refusal.Message),
        _ => CommandReply.Malformed(new("$", refusal.Message)),
    };

    private async Task<CommandReply?> CheckMarksAsync(Station station, LabelCommand command, IReadOnlyList<FrameBox> marks)
    {
        var region = station.Recipe.Region ?? (await samples.PlaceAsync(command.PartId, station.Recipe.Product, null))?.RegionOf(null);
        return region is null
            ? CommandReply.Refused(RefusalReason.NoSample, $"No image of part '{command.PartId}' was kept, or it cannot be read, so marks on it teach nothing.")
            : Marks.Check(command.Label, marks, region) is { } refusal ? CommandReply.Malformed(new("$.marks", refusal.Message)) : null;
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
