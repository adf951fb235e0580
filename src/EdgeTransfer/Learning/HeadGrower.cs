using System.Globalization;
using EdgeTransfer.Core.Gates;
using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Heads.Anomaly;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Inference.Judging;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Golden;
using EdgeTransfer.Storage.Heads;
using EdgeTransfer.Storage.Policies;
using EdgeTransfer.Storage.Samples;

namespace EdgeTransfer.Learning;

/// <summary>
/// Learns at once a part that was rejected and is good: the active head's bank grows by what the part shows anew, the child passes a
/// small gate, and is swapped in. Bands, classifier and fusion stay; the next training learns the part in full.
/// </summary>
internal sealed class HeadGrower(SampleStore samples, GoldenStore golden, SampleRefresher refresher, HeadFolders heads, HeadActivator activator, Promotion promotion, TimeProvider time)
{
    /// <summary>Metric of a manifest: rows that growths have added to the trained bank.</summary>
    public const string GrownRows = "grownRows";

    /// <summary>The gate's sentence of the child that judges now, or why there is none.</summary>
    public async Task<Result<string>> GrowAsync(GrowRequest request, CancellationToken stop)
    {
        var (station, models) = (request.Station, request.Models);
        if (Lockbox.Holds(request.PartId))
        {
            return new Refusal(RefusalKind.NotNow, "the part is set aside for checks: no head learns from it");
        }

        var locked = (await golden.ListAsync(station.Recipe.Product)).ToDictionary(g => g.PartId, StringComparer.Ordinal);
        if (locked.ContainsKey(request.PartId))
        {
            return new Refusal(RefusalKind.NotNow, "the part is golden: no head learns from it");
        }

        var labelled = await LoadAsync(request, locked);
        if (labelled.Skipped > 0)
        {
            await refresher.CompleteLabelledAsync(station, models, stop);
            labelled = await LoadAsync(request, locked);
        }

        if (labelled.Samples.FirstOrDefault(s => s.PartId == request.PartId) is not { Class: Label.Ok } part)
        {
            return new Refusal(RefusalKind.NotNow, "it is no longer labelled good, or has no features");
        }

        if (station.Slot.Lease() is not { } parent)
        {
            return new Refusal(RefusalKind.NotNow, "no head judges yet");
        }

        using (parent)
        {
            using var judge = new PartJudge(models.Backbone, models.Graphs, station.Recipe);
            var child = await QuietThread.RunAsync(() => Make(judge, parent, part, labelled, locked, station, stop));
            return child.IsOk ? await ActivateAsync(request, parent, child.Value) : child.Refusal;
        }
    }

    /// <summary>The part, all labelled defects, and the good parts that no head has learnt.</summary>
    private Task<LabelledSet> LoadAsync(GrowRequest request, Dictionary<string, GoldenPart> locked) => samples.LoadLabelledAsync(
        request.Station.Recipe.Product,
        request.Station.ServedKey,
        request.Station.Recipe.Region,
        (partId, label) => partId == request.PartId || label != Label.Ok || Lockbox.Holds(partId) || locked.ContainsKey(partId));

    /// <summary>A child that has passed the gate; on no disk yet, so that those that do not pass leave nothing behind.</summary>
    private Result<Child> Make(
        PartJudge judge, JudgeLease parent, LabelledSample part, LabelledSet labelled, Dictionary<string, GoldenPart> locked, Station station, CancellationToken stop)
    {
        var manifest = parent.Head.Manifest;
        judge.UseFeatures(part.Features);
        var parentScore = judge.Judge(parent.Head).Ng;
        if (parent.Policy.Decide(parentScore) == Verdict.Ok)
        {
            return new Refusal(RefusalKind.NotNow, "the present head accepts it");
        }

        // What good parts that their head had not seen scored on average: the part then scores no more than that.
        var radius = parent.Head.Head.Fusion.Anomaly.Mean;
        var before = (int)manifest.Metrics.GetValueOrDefault(GrownRows);
        var grown = BankGrowth.Grow(parent.Head.Head.Anomaly, part.Features, radius, before);
        if (!grown.IsOk)
        {
            return grown.Refusal;
        }

        if (grown.Value.Added == 0)
        {
            return new Refusal(RefusalKind.NotNow, $"the bank has no room for it ({before} rows have been added to the trained ones), or knows it already: train");
        }

        var child = parent.Head.Head with { Anomaly = grown.Value.Head };
        var childManifest = manifest with
        {
            Version = "", TensorsSha256 = "", TrainingId = null, DataHash = null, Parent = manifest.Version, Created = time.GetUtcNow(), Origin = $"station {station.Name}, grown by part {part.PartId}",
            Samples = new Dictionary<string, int>(manifest.Samples) { [Label.Ok] = manifest.Samples.GetValueOrDefault(Label.Ok) + 1 },
            Metrics = new Dictionary<string, double>(manifest.Metrics) { [GrownRows] = before + grown.Value.Added },
        };
        using var served = new ServedHead(childManifest, child);
        if (parent.Policy.Decide(judge.Judge(served).Ng) != Verdict.Ok)
        {
            return new Refusal(RefusalKind.NotNow, $"{grown.Value.Added} rows would not make it OK: train");
        }

        var others = labelled.Samples.Where(s => s.PartId != part.PartId);
        var verdicts = new HeldOutJudge(judge, served, parent.Policy, time) { Champion = (parent.Head, parent.Policy) }.Verdicts(others, stop);
        if (locked.Keys.FirstOrDefault(part => verdicts.All(v => v.PartId != part)) is { } unseen)
        {
            return new Refusal(RefusalKind.NotFound, $"the golden part {unseen} cannot be judged: its image or its features cannot be read");
        }

        if (verdicts.FirstOrDefault(v => locked.TryGetValue(v.PartId, out var golden) && !golden.Accepts(v.Challenger)) is { } broken)
        {
            return new Refusal(RefusalKind.Invalid, $"the golden part {broken.PartId} is locked as {Words.Of(locked[broken.PartId].Locked)} and would be {Words.Of(broken.Challenger)}");
        }

        var report = GrowthCheck.Judge(
            verdicts,
            string.Create(CultureInfo.InvariantCulture, $"the bank grew by {grown.Value.Added} rows from the good part {part.PartId}"));
        var unread = labelled.Skipped > 0 ? $" {labelled.Skipped} more could not be read." : "";
        return report.Passed
            ? new Child(childManifest, child, new PartScore(part.PartId, Label.Ok, parentScore), report with { Sentence = report.Sentence + unread })
            : new Refusal(RefusalKind.Invalid, report.Sentence + unread);
    }

    private async Task<Result<string>> ActivateAsync(GrowRequest request, JudgeLease parent, Child child)
    {
        var station = request.Station;
        var (product, version) = (station.Recipe.Product, heads.Save(child.Manifest, child.Head.ToTensors()).Version);
        ScoreFile.Carry(heads.FolderOf(product, child.Manifest.Parent!), child.Manifest.Parent!, heads.FolderOf(product, version), version, child.Learnt);

        var loaded = activator.LoadProved(station, request.Models, version);
        if (!loaded.IsOk)
        {
            return loaded.Refusal;
        }

        var policy = parent.Policy with { Version = $"p-{version}", Head = version };
        return await promotion.GrowAsync(new(station, loaded.Value, policy, request.By), child.Report, parent) is { } refusal ? refusal : child.Report.Sentence;
    }

    private sealed record Child(HeadManifest Manifest, Head Head, PartScore Learnt, GrowthReport Report);
}
