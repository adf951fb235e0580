using System.Numerics.Tensors;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Mathematics;
using EdgeTransfer.Core.Training;

namespace EdgeTransfer.Core.Heads.Anomaly;

/// <summary>
/// Anomaly scores of the training images as if each were unseen: judged by the final bank without the rows of its own part and with
/// their stand-ins, so that no bank is learnt twice and bank and scores fit together.
/// </summary>
/// <param name="Head">The final head.</param>
/// <param name="Scores">Image score of each sample.</param>
/// <param name="Level">Patch value above which the map shows a region.</param>
internal sealed record UnseenScores(AnomalyHead Head, double[] Scores, double Level)
{
    /// <summary>Judges every sample; <paramref name="samples"/> hold the images of a part side by side, and the bank was learnt from the good ones in their order.</summary>
    public static UnseenScores Of(
        IReadOnlyList<LabelledSample> samples, LearntBank bank, int topPatches, Action<double> progress, WorkPace pace)
    {
        var images = ImagesOfParts(samples.Where(s => s.Class == Label.Ok));
        var maps = new float[samples.Count][];
        for (var i = 0; i < maps.Length; i++)
        {
            pace.Step();
            var patches = samples[i].Features.ToMatrix();
            maps[i] = samples[i].Class == Label.Ok && images[samples[i].PartId] is var (first, last)
                ? bank.JudgeUnseen(patches, first, last)
                : bank.Head.Judge(patches);
            progress((i + 1.0) / maps.Length);
        }

        IEnumerable<double> Largest() => maps.Where((_, i) => samples[i].Class == Label.Ok).Select(map => AnomalyHead.Score(map, 1));
        var head = bank.Head;
        if (MarkedPatches.Collect(samples, maps, MapLevel.Of(Largest())) is { } marked)
        {
            head = WithMarked(head, marked.Patches);
            for (var i = 0; i < maps.Length; i++)
            {
                pace.Step();
                head.Compare(maps[i], Whitening.Apply(samples[i].Features.ToMatrix(), head.Mean, head.Projection), marked.RowsOf(samples[i].PartId));
            }
        }

        return new(head, [.. maps.Select(map => AnomalyHead.Score(map, topPatches))], MapLevel.Of(Largest()));
    }

    /// <summary>First and last image of each part in the order learnt.</summary>
    private static Dictionary<string, (int First, int Last)> ImagesOfParts(IEnumerable<LabelledSample> good)
    {
        var images = new Dictionary<string, (int First, int Last)>(StringComparer.Ordinal);
        foreach (var (i, sample) in good.Index())
        {
            images[sample.PartId] = (images.TryGetValue(sample.PartId, out var seen) ? seen.First : i, i);
        }

        return images;
    }

    private static AnomalyHead WithMarked(AnomalyHead learnt, Matrix patches)
    {
        var marked = Whitening.Apply(patches, learnt.Mean, learnt.Projection);
        var offset = TensorPrimitives.Average<float>(Distances.ToNearest(learnt.Bank, marked, Distances.SquaredLengths(marked)));
        return new(learnt.Mean, learnt.Projection, learnt.Bank, marked, offset);
    }
}
