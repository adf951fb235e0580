using EdgeTransfer.Core.Policies;
using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Stations;

namespace EdgeTransfer.Learning;

/// <summary>A head that was made, stored, loaded again, proved, and judged by its gate.</summary>
/// <param name="Station">Where it would judge.</param>
/// <param name="Head">Owned by whoever takes the challenger.</param>
/// <param name="Policy">Laid on it.</param>
/// <param name="By">Who asked for it.</param>
internal sealed record Challenger(Station Station, ServedHead Head, Policy Policy, string By);
