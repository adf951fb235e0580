using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Training;

namespace EdgeTransfer.Core.Heads.Anomaly;

/// <summary>Learns the memory bank from good images.</summary>
public static class AnomalyTrainer
{
    /// <summary>Patches drawn evenly from the images → whitening → greedy coreset → each image's stand-ins.</summary>
    /// <param name="good">Features of good images, all of one dimension; at least one.</param>
    /// <param name="options">Sizes and seed.</param>
    /// <param name="pace">Ends or holds up the work between two steps or two rows.</param>
    public static LearntBank Fit(IReadOnlyList<Features> good, AnomalyOptions options, WorkPace pace)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(good);
        ArgumentOutOfRangeException.ThrowIfZero(good.Count, nameof(good));
        var random = new Random(options.Seed);
        var (patches, owners) = PatchSample.Draw(good, options.MaxPatches, random);
        pace.Step();
        var (mean, projection) = Whitening.Fit(patches, options.Shrinkage);
        pace.Step();
        var points = Whitening.Apply(patches, mean, projection);
        var chosen = Coreset.Choose(points, options.BankRows, random.Next(points.Rows), pace);

        // Patches were drawn image by image, so that rows in their order lie by owner.
        Array.Sort(chosen);
        var bank = points.Pick(chosen);
        int[] bankOwners = [.. chosen.Select(row => owners[row])];
        var standIns = StandIns.Choose(points, owners, bank, bankOwners, pace);
        return new LearntBank(
            new AnomalyHead(mean, projection, bank), bankOwners, [.. standIns.Select(rows => new StandIn(points.Pick(rows), [.. rows.Select(row => owners[row])]))]);
    }
}
