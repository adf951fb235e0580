namespace EdgeTransfer.Learning;

/// <summary>Work that is not finished and needs stored heads: retention leaves them.</summary>
internal interface IHeadReferences
{
    /// <summary>Versions that are needed.</summary>
    IReadOnlyCollection<string> Of(string product);
}
