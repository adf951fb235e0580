namespace EdgeTransfer.Evaluating;

/// <summary>OK against NG.</summary>
/// <param name="Classifier">The classifier alone.</param>
/// <param name="Anomaly">The anomaly head alone.</param>
/// <param name="Sum">Both, standardised on the good test parts: for comparison, a line has no such parts.</param>
/// <param name="Fusion">What the product does: both, fused by what was learnt out of fold.</param>
internal sealed record Aurocs(double Classifier, double Anomaly, double Sum, double Fusion);
