namespace EdgeTransfer.Core.Heads.Fusion;

/// <summary>
/// Sum of both scores, each in standard deviations above the good parts that its head had not seen (out of fold).
/// </summary>
/// <param name="Anomaly">Of the anomaly score.</param>
/// <param name="Classifier">Of the classifier score; null without one.</param>
public sealed record StandardisedSum(Standard Anomaly, Standard? Classifier)
{
    /// <summary>The NG score that the bands are laid on; NaN stays NaN, which no band takes for OK.</summary>
    public double Fuse(double anomaly, double? classifier) =>
        Anomaly.Apply(anomaly) + (Classifier is { } standard && classifier is { } score ? standard.Apply(score) : 0);
}
