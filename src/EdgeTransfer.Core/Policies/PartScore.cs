namespace EdgeTransfer.Core.Policies;

/// <summary>The out-of-fold NG score of one part.</summary>
/// <param name="PartId">The part.</param>
/// <param name="Class">Its label.</param>
/// <param name="Ng">The largest NG score of its images.</param>
public sealed record PartScore(string PartId, string Class, double Ng)
{
    /// <summary>Whether the label is OK.</summary>
    public bool IsGood => Class == Labels.Label.Ok;
}
