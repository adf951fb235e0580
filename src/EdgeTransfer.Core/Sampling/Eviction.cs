using System.Numerics;

namespace EdgeTransfer.Core.Sampling;

/// <summary>
/// Chooses which unlabelled samples go when the disk budget is used up. Each kind has a weight; the kind that holds the most bytes for
/// its weight gives first, so that no kind crowds out another. A kind gives its oldest sample; the random share is thinned: the sample with
/// the largest draw for its probability leaves, and all probabilities shrink with it, so that what is left is again a random share with
/// known probabilities, of old parts as of new ones (priority sampling: Duffield, Lund and Thorup, 2007).
/// </summary>
public static class Eviction
{
    /// <summary>Weight of the random share: as much as half of all others.</summary>
    private const double RandomWeight = 5;

    private const double NoWeight = 1e-6;

    /// <summary>Plans until so many bytes are freed, or nothing is left.</summary>
    public static EvictionPlan Choose(IEnumerable<EvictionCandidate> unlabelled, long bytesToFree)
    {
        ArgumentNullException.ThrowIfNull(unlabelled);
        var kinds = new Dictionary<SamplingReasons, Kind>();
        foreach (var sample in unlabelled)
        {
            Add(sample, sample.Probability is > 0);
        }

        List<EvictionCandidate> evicted = [];
        var (freed, factor) = (0L, 1.0);
        while (freed < bytesToFree && kinds.Values.Where(k => k.Queue.Count > 0).MaxBy(k => k.Bytes / k.Weight) is { } kind)
        {
            var sample = kind.Take();
            if (kind.Reason == SamplingReasons.Random)
            {
                factor = Math.Min(factor, Ratio(sample));
                if ((sample.Reasons & ~SamplingReasons.Random) != SamplingReasons.None)
                {
                    Add(sample, isRandom: false); // another reason still keeps it
                    continue;
                }
            }

            evicted.Add(sample);
            freed += sample.Bytes;
        }

        return new(evicted, factor, freed);

        void Add(EvictionCandidate sample, bool isRandom)
        {
            var reason = isRandom ? SamplingReasons.Random : Strongest(sample.Reasons & ~SamplingReasons.Random);
            if (!kinds.TryGetValue(reason, out var kind))
            {
                kinds[reason] = kind = new(reason);
            }

            kind.Put(sample, isRandom ? -Ratio(sample) : sample.At.UtcTicks);
        }
    }

    /// <summary>The reason that says most for a person's look.</summary>
    internal static SamplingReasons Strongest(SamplingReasons reasons) =>
        reasons == SamplingReasons.None ? reasons : (SamplingReasons)(1 << BitOperations.Log2((uint)reasons));

    private static double Ratio(EvictionCandidate sample) => RandomShare.Draw(sample.PartId) / sample.Probability!.Value;

    private static double WeightOf(SamplingReasons reason) => reason switch
    {
        SamplingReasons.Random => RandomWeight,
        SamplingReasons.Disagreement => 3,
        SamplingReasons.NearBand or SamplingReasons.Novel => 2.5,
        SamplingReasons.NotOk or SamplingReasons.NotTaught => 1,
        _ => NoWeight,
    };

    private sealed class Kind(SamplingReasons reason)
    {
        public SamplingReasons Reason => reason;

        public double Weight { get; } = WeightOf(reason);

        public PriorityQueue<EvictionCandidate, (double Order, string PartId)> Queue { get; } = new(Comparer<(double Order, string PartId)>.Create(
            (a, b) => a.Order != b.Order ? a.Order.CompareTo(b.Order) : string.CompareOrdinal(a.PartId, b.PartId)));

        public double Bytes { get; private set; }

        public void Put(EvictionCandidate sample, double order)
        {
            Queue.Enqueue(sample, (order, sample.PartId));
            Bytes += sample.Bytes;
        }

        public EvictionCandidate Take()
        {
            var sample = Queue.Dequeue();
            Bytes -= sample.Bytes;
            return sample;
        }
    }
}
