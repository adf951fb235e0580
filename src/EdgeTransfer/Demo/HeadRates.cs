namespace EdgeTransfer.Demo;

/// <summary>How one head did on the demo's parts, against the drawn truth that it never saw.</summary>
/// <param name="Head">Version of the head.</param>
/// <param name="Good">Good parts judged.</param>
/// <param name="FalseRejects">Of them not OK.</param>
/// <param name="Defects">Defective parts judged.</param>
/// <param name="Escapes">Of them OK.</param>
/// <param name="Unsure">Parts of both kinds that were UNSURE.</param>
internal sealed record HeadRates(string Head, int Good, int FalseRejects, int Defects, int Escapes, int Unsure);
