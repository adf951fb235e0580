using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Mathematics;

namespace EdgeTransfer.Core.Heads.Anomaly;

/// <summary>Draws patches so that every image has the same share, whatever its size or place in the list.</summary>
internal static class PatchSample
{
    /// <summary>Up to <paramref name="limit"/> patches, n × D, image by image, and the number of each patch's image.</summary>
    public static (Matrix Patches, int[] Owners) Draw(IReadOnlyList<Features> images, int limit, Random random)
    {
        var dimension = images[0].Dimension;
        var shares = Shares(images, limit);
        var sample = new Matrix(shares.Sum(), dimension);
        var owners = new int[sample.Rows];
        var row = 0;
        for (var i = 0; i < images.Count; i++)
        {
            var patches = images[i].Rows * images[i].Columns;
            foreach (var patch in Pick(patches, shares[i], random))
            {
                images[i].Patches.AsSpan(patch * dimension, dimension).CopyTo(sample.Row(row));
                owners[row++] = i;
            }
        }

        return (sample, owners);
    }

    /// <summary>Equal shares; what a small image cannot give goes to the larger ones.</summary>
    private static int[] Shares(IReadOnlyList<Features> images, int limit)
    {
        var shares = new int[images.Count];
        var (left, open) = (limit, images.Count);
        foreach (var i in Enumerable.Range(0, images.Count).OrderBy(i => images[i].Rows * images[i].Columns))
        {
            shares[i] = Math.Min(images[i].Rows * images[i].Columns, Math.Max(1, left / open));
            (left, open) = (left - shares[i], open - 1);
        }

        return shares;
    }

    /// <summary>Distinct numbers below <paramref name="total"/> by selection sampling (Knuth, TAOCP 2, algorithm 3.4.2 S).</summary>
    private static IEnumerable<int> Pick(int total, int count, Random random)
    {
        var left = count;
        for (var i = 0; i < total && left > 0; i++)
        {
            if (random.NextDouble() * (total - i) < left)
            {
                left--;
                yield return i;
            }
        }
    }
}
