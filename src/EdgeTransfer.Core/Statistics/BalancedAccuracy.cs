namespace EdgeTransfer.Core.Statistics;

/// <summary>Mean over the classes of the share that was recognised.</summary>
public static class BalancedAccuracy
{
    /// <summary>From pairs of truth and prediction; NaN without any.</summary>
    public static double Of(IEnumerable<(string Truth, string Predicted)> pairs)
    {
        double[] recalls = [.. pairs.GroupBy(p => p.Truth).Select(g => g.Average(p => p.Truth == p.Predicted ? 1.0 : 0.0))];
        return recalls.Length == 0 ? double.NaN : recalls.Average();
    }
}
