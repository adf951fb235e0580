namespace EdgeTransfer.Core.Gates;

/// <summary>What a gate may spend.</summary>
/// <param name="Left">Significance on the account.</param>
/// <param name="Needed">What a flawless challenger would need.</param>
/// <param name="Alpha">For this gate; 0 when less is left than needed.</param>
/// <param name="Fresh">Parts that no earlier test used.</param>
public sealed record SignificanceOffer(double Left, double Needed, double Alpha, int Fresh);
