using EdgeTransfer.Core.Faults;
using EdgeTransfer.Core.Gates;
using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Sampling;
using EdgeTransfer.Core.Watching;
using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Inference.Judging;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Golden;
using EdgeTransfer.Storage.Heads;
using EdgeTransfer.Storage.Trainings;

namespace EdgeTransfer.Learning;

/// <summary>The second half of a training: proves a stored challenger, asks the gate, and hands it on to where the mode lets it go.</summary>
internal sealed class ChallengerJudge(
    SnapshotReader reader, GoldenStore golden, HeadRegistry registry, HeadActivator activator, Promotion promotion, WatchOptions watch, TimeProvider time)
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

        GateReport report;
        try
        {
            report = await AskGateAsync(request, loaded.Value, policy, outOfFold, stop);
            FaultPoints.Reached("training.judged");
        }
        catch
        {
            loaded.Value.Dispose();
            throw;
        }

        var result = await promotion.OfferAsync(new(station, loaded.Value, policy, request.By), report);
        return new(result.Outcome, manifest.Version, result.Detail, report);
    }

    private async Task<GateReport> AskGateAsync(
        TrainRequest request, ServedHead challenger, Policy policy, IReadOnlyList<OutOfFoldScore> outOfFold, CancellationToken stop)
    {
        var (station, models) = (request.Station, request.Models);
        var (lockbox, locked) = await LoadAsync(station, stop);
        using var champion = station.Slot.Lease();
        using var pinned = await PinnedAsync(station, champion);
        using var judge = new PartJudge(models.Backbone, models.Graphs, station.Recipe);
        var heldOut = new HeldOutJudge(judge, challenger, policy, time) { Champion = Pair(champion), Reference = pinned?.Pair ?? PinnedChampion(station, champion) };
        return await QuietThread.RunAsync(() =>
        {
            var verdicts = heldOut.Verdicts(lockbox, stop);
            var report = Gate.Judge(
                new()
                {
                    Lockbox = verdicts,
                    Golden = [.. locked.SelectMany(part => part.Images.Select(heldOut.Judge).DefaultIfEmpty(Verdict.NotInspected).Select(said => new GoldenVerdict(part.Part, said)))],
                    History = registry.Spent(station.Recipe.Product),
                    OutOfFold = Estimate(policy, outOfFold),
                    Latency = heldOut.Latency(watch.LatencyFactor, watch.LatencySlack),
                    GoldenVectors = new(true, "the golden vectors hold with the challenger"), // proved when it was loaded
                },
                station.GateOptions);
            return champion is { } now ? report with { Prediction = GatePrediction.Of(now.Head.Manifest.Version, verdicts) } : report;
        });
    }

    /// <summary>The lockbox, copies of a part as one; and the golden parts, whose images may be missing.</summary>
    private async Task<(IReadOnlyList<LabelledSample> Lockbox, IReadOnlyList<(GoldenPart Part, IReadOnlyList<LabelledSample> Images)> Golden)> LoadAsync(
        Station station, CancellationToken stop)
    {
        var product = station.Recipe.Product;
        var parts = (await golden.ListAsync(product)).ToDictionary(p => p.PartId, StringComparer.Ordinal);
        var labels = await reader.CurrentAsync(product);
        var heldOut = await reader.LoadAsync(
            [.. labels.Where(l => Lockbox.Holds(l.PartId) || parts.ContainsKey(l.PartId))], product, station.ServedKey, station.Recipe.Region, stop);
        var images = heldOut.Select(h => h.Sample).ToLookup(s => parts.ContainsKey(s.PartId));
        return (
            DistinctSamples.Of([.. images[false]], cancellation: stop).Kept,
            [.. parts.Values.Select(part => (part, (IReadOnlyList<LabelledSample>)[.. images[true].Where(i => i.PartId == part.PartId)]))]);
    }

    /// <summary>The pinned reference, where it is another head than the champion and can still judge.</summary>
    private async Task<Loaded?> PinnedAsync(Station station, JudgeLease? champion)
    {
        if (registry.Status(station.Recipe.Product).Pinned is not { } pinned || pinned == champion?.Head.Manifest.Version)
        {
            return null;
        }

        var (head, policy) = (activator.Load(station, pinned), await activator.PolicyOfAsync(station, pinned));
        if (head.IsOk && policy.IsOk)
        {
            return new(head.Value, policy.Value);
        }

        head.Value?.Dispose();
        return null; // of another backbone or recipe, or damaged: the gate compares with nothing, and says so
    }

    private (ServedHead Head, Policy Policy)? PinnedChampion(Station station, JudgeLease? champion) =>
        champion is { } now && registry.Status(station.Recipe.Product).Pinned == now.Head.Manifest.Version ? Pair(now) : null;

    private static (ServedHead Head, Policy Policy)? Pair(JudgeLease? lease) => lease is { } held ? (held.Head, held.Policy) : null;

    private static Counts Estimate(Policy policy, IReadOnlyList<OutOfFoldScore> scores)
    {
        var passed = scores.ToLookup(s => s.IsGood, s => policy.Decide(s.Ng) == Verdict.Ok);
        return new(passed[false].Count(), passed[false].Count(p => p), passed[true].Count(), passed[true].Count(p => !p));
    }

    private sealed record Loaded(ServedHead Head, Policy Policy) : IDisposable
    {
        public (ServedHead Head, Policy Policy)? Pair => (Head, Policy);

        public void Dispose() => Head.Dispose();
    }
}
