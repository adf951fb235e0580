using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Mathematics;

namespace EdgeTransfer.Core.Heads.Anomaly;

/// <summary>Learns the memory bank from good images.</summary>
public static class AnomalyTrainer
{
    /// <summary>Patches drawn evenly from the images → whitening → greedy coreset.</summary>
    /// <param name="good">Features of good images, all of one dimension; at least one.</param>
    /// <param name="options">Sizes and seed.</param>
    /// <param name="cancellation">Ends the work between two rows.</param>
    public static AnomalyHead Fit(IReadOnlyList<Features> good, AnomalyOptions options, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(good);
        ArgumentOutOfRangeException.ThrowIfZero(good.Count, nameof(good));
        var patches = PatchSample.Draw(good, options.MaxPatches, options.Seed);
        var (mean, projection) = Whitening.Fit(patches, options.Shrinkage);
        var points = Whitening.Apply(patches, mean, projection);
        var first = new Random(options.Seed).Next(points.Rows);
        var chosen = Coreset.Choose(points, options.BankRows, first, cancellation);
        var bank = new Matrix(chosen.Length, points.Columns);
        for (var i = 0; i < chosen.Length; i++)
        {
            points.Row(chosen[i]).CopyTo(bank.Row(i));
        }

        return new AnomalyHead(mean, projection, bank);
    }
}
