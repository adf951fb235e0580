namespace EdgeTransfer.Core.Registry;

/// <summary>One line of the history of what judged a product.</summary>
/// <param name="Sequence">Rises with time; the pointer on the disk names it.</param>
/// <param name="At">UTC.</param>
/// <param name="Version">The head that judges from here on.</param>
/// <param name="Policy">The policy that came into force with it.</param>
/// <param name="Previous">The head before; null for the first.</param>
/// <param name="By">Who wanted it; <c>device</c> when nobody asked.</param>
/// <param name="Reason">Why; null where the gate's sentence says it.</param>
/// <param name="Kind">What kind of change.</param>
public sealed record Activation(
    long Sequence, DateTimeOffset At, string Version, string Policy, string? Previous, string By, string? Reason, ActivationKind Kind);
