namespace EdgeTransfer.Core.Heads.Anomaly;

/// <summary>A head whose bank has learnt one more good part.</summary>
/// <param name="Head">The child; the parent itself when nothing was added.</param>
/// <param name="Added">Rows added.</param>
/// <param name="Uncovered">Patches of the part that are still farther from the bank than the radius, because a limit was reached.</param>
public sealed record GrownBank(AnomalyHead Head, int Added, int Uncovered);
