using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Sampling;
using EdgeTransfer.Storage.Trainings;

namespace EdgeTransfer.Reviewing;

/// <summary>Finds contradicting parts that look alike among the newest labelled ones.</summary>
/// <param name="reader">Labels and features.</param>
/// <param name="spaceOf">The feature space that a product's parts are compared in; null or empty: they are not.</param>
internal sealed class NearPairs(SnapshotReader reader, Func<string, string?> spaceOf)
{
    private const int MaxSamples = 4000;

    /// <summary>Pairs of parts with the distance of their features, and the bound up to which they count as alike.</summary>
    public async Task<(double Bound, IReadOnlyList<(string A, string B, double Distance)> Pairs)> FindAsync(string product, CancellationToken cancellation)
    {
        if (spaceOf(product) is not { Length: > 0 } space)
        {
            return (0, []);
        }

        var newest = NewestOfEachClass.Of(await reader.CurrentAsync(product), l => l.Class, MaxSamples);
        var labelled = await reader.LoadAsync(newest, product, space, null, cancellation, embeddingsOnly: true);
        return await Task.Run(() => Find([.. labelled.Select(l => l.Sample)], cancellation), cancellation);
    }

    private static (double Bound, IReadOnlyList<(string A, string B, double Distance)> Pairs) Find(IReadOnlyList<LabelledSample> labelled, CancellationToken cancellation)
    {
        var bound = NearDuplicates.Bound([.. labelled.Where(s => s.Class == Label.Ok).Select(s => s.Features.Embedding)]);
        var pairs = NearDuplicates.Find([.. labelled.Select(s => s.Features.Embedding)], bound, (a, b) => labelled[a].Class != labelled[b].Class, cancellation);
        return (bound, [.. pairs.Select(p => (labelled[p.First].PartId, labelled[p.Second].PartId, p.Distance))]);
    }
}
