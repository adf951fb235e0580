using EdgeTransfer.Core.Labels;

namespace EdgeTransfer.Core.Heads;

/// <summary>Splits samples so that those of one part stay together and every class is spread evenly.</summary>
internal static class Folds
{
    /// <summary>Fold number of each sample, 0 to <paramref name="count"/> − 1.</summary>
    public static int[] Assign(IReadOnlyList<LabelledSample> samples, int count)
    {
        var byPart = new Dictionary<string, int>(StringComparer.Ordinal);
        var next = new Dictionary<string, int>(StringComparer.Ordinal);
        var folds = new int[samples.Count];
        for (var i = 0; i < folds.Length; i++)
        {
            var sample = samples[i];
            if (!byPart.TryGetValue(sample.PartId, out var fold))
            {
                fold = next.GetValueOrDefault(sample.Class);
                next[sample.Class] = (fold + 1) % count;
                byPart.Add(sample.PartId, fold);
            }

            folds[i] = fold;
        }

        return folds;
    }
}
