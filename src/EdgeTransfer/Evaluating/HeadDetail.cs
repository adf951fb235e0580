using EdgeTransfer.Core.Policies;

namespace EdgeTransfer.Evaluating;

/// <summary>One head in detail, for the report.</summary>
/// <param name="Name">Which one it is, for a person.</param>
/// <param name="Parts">All test images as judged.</param>
/// <param name="Policy">The bands that <see cref="BandProposal"/> gives it.</param>
/// <param name="Escapes">Defects judged OK, the lowest scores first; not all.</param>
/// <param name="FalseRejects">Good parts not judged OK, the highest scores first; not all.</param>
internal sealed record HeadDetail(
    string Name, IReadOnlyList<JudgedPart> Parts, Policy Policy, IReadOnlyList<PartPicture> Escapes, IReadOnlyList<PartPicture> FalseRejects);
