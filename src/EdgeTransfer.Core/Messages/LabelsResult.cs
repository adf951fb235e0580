namespace EdgeTransfer.Core.Messages;

/// <summary>What became of a <see cref="LabelsCommand"/>.</summary>
/// <param name="Taken">Labels that stand now.</param>
/// <param name="Refused">Those that do not.</param>
public sealed record LabelsResult(int Taken, IReadOnlyList<RefusedLabel> Refused);
