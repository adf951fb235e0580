namespace EdgeTransfer.Benchmarks;

/// <summary>Two things by turns, so that what else the machine does falls on both.</summary>
internal static class Interleaved
{
    /// <summary>Median seconds of each, after the first round, and what the last round gave.</summary>
    public static (double A, double B, TA OfA, TB OfB) Medians<TA, TB>(int rounds, Func<(double Seconds, TA Result)> a, Func<(double Seconds, TB Result)> b)
    {
        var (ofA, ofB) = (a(), b());
        var (secondsOfA, secondsOfB) = (new double[rounds], new double[rounds]);
        for (var i = 0; i < rounds; i++)
        {
            (ofA, ofB) = (a(), b());
            (secondsOfA[i], secondsOfB[i]) = (ofA.Seconds, ofB.Seconds);
        }

        return (Median(secondsOfA), Median(secondsOfB), ofA.Result, ofB.Result);
    }

    /// <summary>Seconds that something takes.</summary>
    public static (double Seconds, T Result) Time<T>(Func<T> work)
    {
        var begin = TimeProvider.System.GetTimestamp();
        var result = work();
        return (TimeProvider.System.GetElapsedTime(begin).TotalSeconds, result);
    }

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
