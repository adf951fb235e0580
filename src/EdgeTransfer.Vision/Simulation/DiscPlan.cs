namespace EdgeTransfer.Vision.Simulation;

/// <summary>All that is drawn of one part, decided before a pixel is.</summary>
internal sealed record DiscPlan(DiscPose Pose, DiscLight Light, DefectShape? Defect)
{
    // Streams of their own, so that a part with and without its defect lies and is lit the same.
    private const int PoseStream = 1;
    private const int LightStream = 2;
    private const int DefectStream = 3;

    /// <summary>Part <paramref name="index"/>: a pure function of its arguments.</summary>
    public static DiscPlan For(long seed, long index, double defectShare, long firstDefect, int size)
    {
        var pose = DiscPose.Draw(StableRandom.For(seed, index, PoseStream), size);
        var light = DiscLight.Draw(StableRandom.For(seed, index, LightStream));
        var random = StableRandom.For(seed, index, DefectStream);
        var defective = random.NextDouble() < defectShare && index >= firstDefect;
        return new(pose, light, defective ? DefectPlanner.Draw(random, pose) : null);
    }
}
