namespace EdgeTransfer.Core.Inspecting;

/// <summary>Scores of one part; larger is worse. None of them is a probability of the line.</summary>
/// <param name="Ng">Fused score that the bands are laid on.</param>
/// <param name="Anomaly">Mean of the largest patch distances.</param>
/// <param name="Classifier">Log-odds of "any defect class" against OK; null while the head has no classifier.</param>
/// <param name="DefectClass">The likeliest defect class; null while the head has no classifier.</param>
public sealed record Scores(double Ng, double Anomaly, double? Classifier, string? DefectClass);
