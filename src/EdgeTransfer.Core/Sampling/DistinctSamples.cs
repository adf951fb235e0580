using System.Globalization;
using EdgeTransfer.Core.Labels;

namespace EdgeTransfer.Core.Sampling;

/// <summary>
/// Labelled samples without near-duplicates, so that a part that was labelled many times weighs as one. The lockbox goes first: what it
/// shows is not learnt from, else a head would be checked on what it knows. In the lockbox the first label of a group stays and stands for
/// it, so that a later copy changes no count; of what is learnt from, the newest stays, one with marks before one without. Two labels that
/// contradict each other both stay: that is for a person to settle.
/// </summary>
/// <param name="Kept">In their order.</param>
/// <param name="Groups">What stands for what, in the lockbox and outside.</param>
/// <param name="Leaks">Parts outside the lockbox that show what a part in it shows.</param>
public sealed record DistinctSamples(IReadOnlyList<LabelledSample> Kept, IReadOnlyList<SampleGroup> Groups, IReadOnlyList<string> Leaks)
{
    /// <summary>Samples that others stand for.</summary>
    public int Repeats => Groups.Sum(g => g.Others.Count);

    /// <summary>What was left out, for a person; empty when nothing was.</summary>
    public string Sentence => string.Join(' ', Sentences());

    /// <summary>Finds and leaves out near-duplicates.</summary>
    /// <param name="samples">Of one feature space, in the order of their labels.</param>
    /// <param name="seed">Of what the bound is drawn from.</param>
    /// <param name="cancellation">Ends the work soon, with an exception.</param>
    public static DistinctSamples Of(IReadOnlyList<LabelledSample> samples, int seed = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(samples);
        if (samples.DistinctBy(s => s.Features.Embedding.Length).Count() > 1)
        {
            return new(samples, [], []); // the trainer refuses them, and says why
        }

        float[][] embeddings = [.. samples.Select(s => s.Features.Embedding)];
        var near = new List<int>?[samples.Count];
        foreach (var (first, second, _) in NearDuplicates.Find(embeddings, BoundOf(samples, seed), Matters, cancellation))
        {
            (near[first] ??= []).Add(second);
            (near[second] ??= []).Add(first);
        }

        var leader = new int?[samples.Count]; // who stands for a sample; itself for one that is kept
        Lead(Indices(inLockbox: true));
        var leaks = Indices(inLockbox: false).Where(i => near[i]?.Exists(n => samples[n].InLockbox) == true).ToHashSet();
        Lead(Indices(inLockbox: false).Where(i => !leaks.Contains(i)).Reverse().OrderBy(i => samples[i].Marks.Count == 0));
        return new(
            [.. samples.Where((_, i) => leader[i] == i)],
            [.. leader.Index().Where(l => l.Item is { } by && by != l.Index).GroupBy(l => l.Item!.Value).OrderBy(g => g.Key)
                .Select(g => new SampleGroup(samples[g.Key].PartId, [.. g.Select(l => samples[l.Index].PartId)]))],
            [.. leaks.Order().Select(i => samples[i].PartId)]);

        IEnumerable<int> Indices(bool inLockbox) => Enumerable.Range(0, samples.Count).Where(i => samples[i].InLockbox == inLockbox);

        // Several images of one part are views of it, not copies.
        bool Matters(int a, int b) => samples[a].PartId != samples[b].PartId && (samples[a].InLockbox != samples[b].InLockbox || samples[a].Class == samples[b].Class);

        void Lead(IEnumerable<int> order)
        {
            foreach (var i in order)
            {
                var kept = near[i]?.FindIndex(n => leader[n] == n && samples[n].InLockbox == samples[i].InLockbox) ?? -1;
                leader[i] = kept < 0 ? i : near[i]![kept];
            }
        }
    }

    private static double BoundOf(IReadOnlyList<LabelledSample> samples, int seed)
    {
        float[][] good = [.. samples.Where(s => s.Class == Label.Ok).Select(s => s.Features.Embedding)];
        return NearDuplicates.Bound(good, seed);
    }

    private IEnumerable<string> Sentences()
    {
        if (Repeats > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"{Repeats} labelled samples repeat what {Groups.Count} others show: each group counts as one.");
        }

        if (Leaks.Count > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{Leaks.Count} show what a part in the lockbox shows, and are not learnt from.");
        }
    }
}
