namespace EdgeTransfer.Core.Gates;

/// <summary>A check that was made outside the gate: latency, golden vectors.</summary>
/// <param name="Held">Whether it held.</param>
/// <param name="Detail">What was measured, as a sentence without its full stop.</param>
public sealed record GateProof(bool Held, string Detail);
