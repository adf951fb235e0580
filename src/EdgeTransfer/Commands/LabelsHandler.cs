using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Learning;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Labels;

namespace EdgeTransfer.Commands;

/// <summary>Takes many labels at once: those that can be taken in one transaction, the others are told. None of them is learnt at once.</summary>
internal sealed class LabelsHandler(LabelHandler one, LabelStore labels, TrainingBell bell)
{
    public async Task<CommandReply> HandleAsync(Station station, LabelsCommand command, Asked asked)
    {
        List<(int Index, Label Label)> prepared = [];
        List<RefusedLabel> refused = [];
        foreach (var (index, item) in command.Labels.Index())
        {
            var (label, refusal) = await one.PrepareAsync(
                station, new(LabelIds.Of(command.Id, index), item.PartId, item.Label, command.By, item.Marks, command.Role, item.Reason));
            if (label is not null)
            {
                prepared.Add((index, label));
            }
            else
            {
                refused.Add(Refused(command, index, refusal!));
            }
        }

        if (refused.Count > 0 && (command.AllOrNothing || prepared.Count == 0))
        {
            return Answer(command, refused);
        }

        var outcomes = await labels.AppendAllAsync([.. prepared.Select(p => p.Label)], command.AllOrNothing, o => asked.Answer(Answer(command, All(o))));
        bell.Ring(station.Name);
        return Answer(command, All(outcomes));

        IReadOnlyList<RefusedLabel> All(IReadOnlyList<Result<LabelOutcome>> stored) =>
        [
            .. refused.Concat(prepared.Zip(stored).Where(p => !p.Second.IsOk).Select(p => Refused(command, p.First.Index, LabelHandler.Refused(p.Second.Refusal!))))
                .OrderBy(r => r.Index),
        ];
    }

    private static RefusedLabel Refused(LabelsCommand command, int index, CommandReply refusal) =>
        new(index, command.Labels[index].PartId, RefusalReasons.Read(refusal.Reason!), refusal.Detail);

    private static CommandReply Answer(LabelsCommand command, IReadOnlyList<RefusedLabel> refused)
    {
        var taken = refused.Count > 0 && command.AllOrNothing ? 0 : command.Labels.Count - refused.Count;
        var first = refused.Count > 0 ? $" The first that is not: label {refused[0].Index}, {refused[0].Detail}" : "";
        var reply = taken > 0
            ? CommandReply.Done($"{taken} of {command.Labels.Count} labels are taken.{first}")
            : CommandReply.Refused(RefusalReason.NoneTaken, $"None of {command.Labels.Count} labels is taken.{first}");
        return reply with { Labels = new(taken, refused) };
    }
}
