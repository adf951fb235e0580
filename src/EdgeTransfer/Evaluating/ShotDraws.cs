namespace EdgeTransfer.Evaluating;

/// <summary>The single draws, in their order, so that two ways can be compared draw by draw.</summary>
/// <param name="BalancedAccuracy">Of the classifier over all classes.</param>
/// <param name="Auroc">OK against NG; null without an OK class.</param>
internal sealed record ShotDraws(IReadOnlyList<double> BalancedAccuracy, IReadOnlyList<Aurocs>? Auroc);
