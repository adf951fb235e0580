namespace EdgeTransfer.Core.Heads;

/// <summary>What heads that had not seen a sample said of it.</summary>
/// <param name="PartId">The part.</param>
/// <param name="Class">Its label.</param>
/// <param name="Anomaly">Anomaly score.</param>
/// <param name="Classifier">Classifier score; null without a classifier.</param>
/// <param name="Ng">Fused score.</param>
public sealed record OutOfFoldScore(string PartId, string Class, double Anomaly, double? Classifier, double Ng)
{
    /// <summary>Whether the label is OK.</summary>
    public bool IsGood => Class == Labels.Label.Ok;
}
