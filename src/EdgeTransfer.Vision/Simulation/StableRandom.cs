namespace EdgeTransfer.Vision.Simulation;

/// <summary>
/// Random numbers that are the same in every process, for each (seed, part, stream). HashCode is salted per process, so the
/// three are mixed by SplitMix64's finaliser (Steele, Lea and Flood, OOPSLA 2014).
/// </summary>
internal static class StableRandom
{
    /// <summary>A generator of its own; streams keep, say, the light of a part independent of its defect.</summary>
    public static Random For(long seed, long index, int stream)
    {
        var mixed = Mix(Mix(Mix((ulong)seed) ^ (ulong)index) ^ (ulong)stream);
        return new Random((int)(mixed >> 33));
    }

    /// <summary>Uniform between two numbers.</summary>
    public static double Between(this Random random, double low, double high) => low + (random.NextDouble() * (high - low));

    /// <summary>Uniform between two numbers.</summary>
    public static float Between(this Random random, float low, float high) => low + (random.NextSingle() * (high - low));

    private static ulong Mix(ulong z)
    {
        z += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
