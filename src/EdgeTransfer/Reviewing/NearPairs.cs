using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Sampling;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Samples;

namespace EdgeTransfer.Reviewing;

/// <summary>Finds contradicting parts that look alike among the newest labelled ones, by the features that their station judges with.</summary>
internal sealed class NearPairs(StationSet stations, SampleStore samples) : INearPairs
{
    private const int MaxSamples = 4000;

    public async Task<(double Bound, IReadOnlyList<(string A, string B, double Distance)> Pairs)> FindAsync(string product, CancellationToken cancellation)
    {
        if (stations.All.FirstOrDefault(s => s.Recipe.Product == product) is not { } station)
        {
            return (0, []);
        }

        var labelled = (await samples.LoadEmbeddingsAsync(product, station.ServedKey, MaxSamples)).Samples;
        return await Task.Run(() => Find(labelled, cancellation), cancellation);
    }

    private static (double Bound, IReadOnlyList<(string A, string B, double Distance)> Pairs) Find(IReadOnlyList<LabelledSample> labelled, CancellationToken cancellation)
    {
        var bound = NearDuplicates.Bound([.. labelled.Where(s => s.Class == Label.Ok).Select(s => s.Features.Embedding)]);
        var pairs = NearDuplicates.Find([.. labelled.Select(s => s.Features.Embedding)], bound, (a, b) => labelled[a].Class != labelled[b].Class, cancellation);
        return (bound, [.. pairs.Select(p => (labelled[p.First].PartId, labelled[p.Second].PartId, p.Distance))]);
    }
}
