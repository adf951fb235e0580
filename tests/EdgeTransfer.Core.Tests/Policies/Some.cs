namespace EdgeTransfer.Core.Policies;

/// <summary>Scores of parts that are named after their place.</summary>
internal static class Some
{
    public static BandScores Scores(IEnumerable<double> good, IEnumerable<double> defects) => new(
        [.. good.Select((ng, i) => new PartScore($"g{i}", "ok", ng)), .. defects.Select((ng, i) => new PartScore($"d{i}", "pit", ng))]);

    public static double[] Count(int from, int count) => [.. Enumerable.Range(from, count).Select(i => (double)i)];

    public static Policy Lay(BandScores scores, double maxFalseRejectRate = 0.05, double maxEscapeRate = 0.05, BandCosts? costs = null) => BandProposal.From(
        "h", "p-h", scores, new() { MaxFalseRejectRate = maxFalseRejectRate, MaxEscapeRate = maxEscapeRate, Costs = costs });
}
