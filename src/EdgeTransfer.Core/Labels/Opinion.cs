namespace EdgeTransfer.Core.Labels;

/// <summary>What one operator last said of a part.</summary>
/// <param name="PartId">The part.</param>
/// <param name="By">The operator.</param>
/// <param name="Class">What they said.</param>
public sealed record Opinion(string PartId, string By, string Class);
