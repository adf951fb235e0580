namespace EdgeTransfer.Core.Labels;

/// <summary>How two operators agree on the parts that both labelled.</summary>
/// <param name="First">The one.</param>
/// <param name="Second">The other.</param>
/// <param name="Parts">Parts that both labelled.</param>
/// <param name="Alike">Of them labelled alike.</param>
/// <param name="Kappa">Cohen's kappa; null when all these labels are of one class, so that agreement proves nothing.</param>
public sealed record PairAgreement(string First, string Second, int Parts, int Alike, double? Kappa);
