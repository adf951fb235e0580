namespace EdgeTransfer.Learning;

/// <summary>What became of a challenger.</summary>
/// <param name="Outcome">As the training topic says it: <c>swapped</c>, <c>waiting</c>, <c>on_trial</c>, <c>kept</c>, <c>not_passed</c>, <c>failed</c>.</param>
/// <param name="Detail">In words.</param>
internal sealed record PromotionResult(string Outcome, string Detail);
