using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Inspections;

namespace EdgeTransfer.Commands;

/// <summary>Inspects one part now, and answers with its verdict once that is on the disk.</summary>
internal sealed class TriggerHandler(InspectionStore inspections, Topics topics, TimeProvider time)
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(5);

    public async Task<CommandReply> HandleAsync(Station station, TriggerCommand command, CancellationToken cancellation)
    {
        if (station.Triggers is not { } inbox)
        {
            return CommandReply.Refused(RefusalReason.FreeRunning, $"Station {station.Name} takes each frame of its source for a part: set 'camera.trigger' to 'command' in its station file to trigger it so.");
        }

        if (station.Hold.IsPaused)
        {
            return CommandReply.Refused(RefusalReason.Paused, $"Station {station.Name} is paused: resume it first.");
        }

        var request = new TriggerRequest(command.Serial, command.Lot);
        return inbox.TryAdd(request)
            ? await AnswerAsync(station, request, cancellation)
            : CommandReply.Refused(RefusalReason.Busy, $"Station {station.Name} is busy with earlier triggers, or stops.");
    }

    private async Task<CommandReply> AnswerAsync(Station station, TriggerRequest request, CancellationToken cancellation)
    {
        using var bound = new CancellationTokenSource(AnswerWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, bound.Token);
        try
        {
            var inspection = await request.Judged.Task.WaitAsync(either.Token);
            while (await inspections.FindAsync(inspection.PartId) is null)
            {
                await Task.Delay(LookEvery, time, either.Token); // until then a power cut would make another verdict of it
            }

            return Answer(inspection);
        }
        catch (OperationCanceledException) when (request.Judged.Task.IsCanceled)
        {
            return CommandReply.Refused(RefusalReason.Interrupted, $"Station {station.Name} stops: the trigger was not taken.");
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return CommandReply.Accepted("The part is due; its verdict comes on the inspection topic.", topics.Inspection(station.Name));
        }
    }

    private static CommandReply Answer(Inspection inspection)
    {
        var result = new TriggerResult(
            inspection.PartId, inspection.Verdict, inspection.Reason == NotInspectedReason.None ? null : inspection.Reason, inspection.Scores?.Ng, inspection.Scores?.DefectClass);
        return (inspection.Verdict == Verdict.NotInspected
            ? CommandReply.Refused(RefusalReason.NotInspected, $"{inspection.PartId} is NOT_INSPECTED, {Words.Of(inspection.Reason)}: {inspection.Detail}")
            : CommandReply.Done($"{inspection.PartId} is {Words.Of(inspection.Verdict)}.")) with { Part = result };
    }
}
