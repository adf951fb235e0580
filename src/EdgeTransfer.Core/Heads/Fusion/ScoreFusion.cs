namespace EdgeTransfer.Core.Heads.Fusion;

/// <summary>
/// Weighted sum of both scores, each in standard deviations above the good parts that its head had not seen (out of fold):
/// NG = (1 − tilt) · anomaly + (1 + tilt) · classifier. It rises with both.
/// </summary>
/// <param name="Anomaly">Of the anomaly score.</param>
/// <param name="Classifier">Of the classifier score; null without one.</param>
/// <param name="Tilt">−1 (anomaly alone) to 1 (classifier alone); 0 is the plain sum.</param>
public sealed record ScoreFusion(Standard Anomaly, Standard? Classifier, double Tilt = 0)
{
    /// <summary>The NG score that the bands are laid on; NaN stays NaN, which no band takes for OK.</summary>
    public double Fuse(double anomaly, double? classifier) => Classifier is { } standard && classifier is { } score
        ? ((1 - Tilt) * Anomaly.Apply(anomaly)) + ((1 + Tilt) * standard.Apply(score))
        : Anomaly.Apply(anomaly);
}
