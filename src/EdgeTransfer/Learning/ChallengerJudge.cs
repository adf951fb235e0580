using EdgeTransfer.Core.Gates;
using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Training;
using EdgeTransfer.Inference.Judging;
using EdgeTransfer.Storage.Trainings;

namespace EdgeTransfer.Learning;

/// <summary>The second half of a training: proves a stored challenger, asks the gate, and hands it on to where the mode lets it go.</summary>
internal sealed class ChallengerJudge(SnapshotReader reader, HeadActivator activator, Promotion promotion)
{
    public async Task<TrainingOutcome> JudgeAsync(TrainRequest request, HeadManifest manifest, IReadOnlyList<OutOfFoldScore> outOfFold, CancellationToken stop)
    {
        var (station, models) = (request.Station, request.Models);
        var policy = BandProposal.PolicyFor(manifest.Version, outOfFold, station.Targets);
        var loaded = activator.LoadProved(station, models, manifest.Version);
        if (!loaded.IsOk)
        {
            return TrainingOutcome.Failed(loaded.Refusal.Message, manifest.Version);
        }

        List<SnapshotLabel> lockbox = [.. (await reader.CurrentAsync(manifest.Product)).Where(l => Lockbox.Holds(l.PartId))];
        var samples = await reader.LoadAsync(lockbox, manifest.Product, station.ServedKey, station.Recipe.Region, stop);
        GateReport report;
        using (var judge = new PartJudge(models.Backbone, models.Graphs, station.Recipe))
        using (var champion = station.Slot.Lease())
        {
            report = Gate.Judge(
                new()
                {
                    Lockbox = HeldOutJudge.Verdicts(judge, champion, loaded.Value, policy, samples.Select(s => s.Sample), stop),
                    GoldenVectors = new(true, "the golden vectors hold with the challenger"),
                },
                new());
        }

        var result = await promotion.OfferAsync(new(station, loaded.Value, policy, request.By), report);
        return new(result.Outcome, manifest.Version, result.Detail, report);
    }
}
