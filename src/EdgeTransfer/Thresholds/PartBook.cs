using System.Collections.Concurrent;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Inference.Judging;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Heads;
using EdgeTransfer.Storage.Inspections;
using EdgeTransfer.Storage.Labels;
using EdgeTransfer.Storage.Policies;
using EdgeTransfer.Storage.Samples;

namespace EdgeTransfer.Thresholds;

/// <summary>
/// Gathers the scores of what is known of a station's head. A part that the head learnt from has its out-of-fold score, since its own
/// score is too small; the lockbox and parts that were labelled later are judged by the head itself, from cached features, once.
/// </summary>
internal sealed class PartBook(InspectionStore inspections, SampleStore samples, LabelStore said, HeadFolders heads)
{
    /// <summary>Inspections that a change is tried on.</summary>
    public const int RecentParts = 1000;

    private readonly ConcurrentDictionary<(string Station, string PartId), double> _judged = new();
    private readonly ConcurrentDictionary<string, string> _judgedBy = new(StringComparer.Ordinal); // station → head

    public async Task<KnownParts> OpenAsync(Station station, Models models, ServedHead head, CancellationToken cancellation)
    {
        var (product, version) = (station.Recipe.Product, head.Manifest.Version);
        var labels = await said.CurrentAsync(product);
        var recent = await inspections.LatestScoresAsync(station.Name, version, RecentParts);
        var stored = ScoreFile.Read(heads.FolderOf(product, version), version);
        var outOfFold = stored.IsOk ? Relabel(stored.Value, labels) : stored;
        var learnt = outOfFold.Value?.Parts.ToDictionary(p => p.PartId, p => p.Ng, StringComparer.Ordinal) ?? [];
        return await Task.Run(
            () =>
            {
                using var judge = new PartJudge(models.Backbone, models.Graphs, station.Recipe);
                Forget(station.Name, version);
                var scored = labels
                    .Select(l => (IsGood: l.Value == Label.Ok, InLockbox: Lockbox.Holds(l.Key), Score: ScoreOf(l.Key)))
                    .Where(s => s.Score is not null)
                    .ToLookup(s => (s.IsGood, s.InLockbox), s => s.Score!.Value);
                return new KnownParts(outOfFold, [.. scored[(true, false)]], [.. scored[(false, false)]], [.. scored[(true, true)]], [.. scored[(false, true)]], recent);

                double? ScoreOf(string part)
                {
                    cancellation.ThrowIfCancellationRequested();
                    return learnt.TryGetValue(part, out var score) && !Lockbox.Holds(part) ? score : Judge(judge, station, head, part);
                }
            },
            cancellation);
    }

    private double? Judge(PartJudge judge, Station station, ServedHead head, string part)
    {
        if (_judged.TryGetValue((station.Name, part), out var known))
        {
            return known;
        }

        if (samples.ReadFeatures(part, station.Recipe.Product, station.ServedKey) is not { } features)
        {
            return null;
        }

        judge.UseFeatures(features);
        return _judged[(station.Name, part)] = judge.Judge(head).Ng;
    }

    private void Forget(string station, string head)
    {
        if (_judgedBy.TryGetValue(station, out var before) && before == head)
        {
            return;
        }

        foreach (var key in _judged.Keys.Where(k => k.Station == station))
        {
            _judged.TryRemove(key, out _);
        }

        _judgedBy[station] = head;
    }

    /// <summary>A person may have corrected a label since the training.</summary>
    private static BandScores Relabel(BandScores scores, IReadOnlyDictionary<string, string> labels) =>
        new(scores.Parts.Select(p => labels.TryGetValue(p.PartId, out var now) ? p with { Class = now } : p));
}
