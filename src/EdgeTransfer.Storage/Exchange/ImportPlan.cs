using EdgeTransfer.Core.Labels;

namespace EdgeTransfer.Storage.Exchange;

/// <summary>What an import would change.</summary>
/// <param name="Parts">Parts that are new here.</param>
/// <param name="KnownParts">Parts that are here already, with the same image.</param>
/// <param name="Labels">Labels to append, of new and of known parts, in their order.</param>
/// <param name="KnownLabels">Labels that are here already.</param>
/// <param name="Conflicts">What stands against it, a sentence each; it must be empty for the import to be made.</param>
public sealed record ImportPlan(
    IReadOnlyList<StagedPart> Parts, int KnownParts, IReadOnlyList<Label> Labels, int KnownLabels, IReadOnlyList<string> Conflicts)
{
    /// <summary>Golden parts to lock.</summary>
    public IReadOnlyList<GoldenPart> Golden { get; init; } = [];

    /// <summary>Whether nothing would be changed.</summary>
    public bool IsEmpty => Parts.Count + Labels.Count + Golden.Count == 0;
}
