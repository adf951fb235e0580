namespace EdgeTransfer.Core.Audit;

/// <summary>What a verification found.</summary>
/// <param name="Rows">Rows proven, from the first.</param>
/// <param name="Head">The last of them.</param>
/// <param name="Break">The first broken row; null when all are proven.</param>
public sealed record ChainReport(long Rows, ChainHead Head, ChainBreak? Break)
{
    /// <summary>Whether the whole log is proven.</summary>
    public bool IsSound => Break is null;
}
