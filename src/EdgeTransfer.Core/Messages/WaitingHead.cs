using EdgeTransfer.Core.Gates;

namespace EdgeTransfer.Core.Messages;

/// <summary>A head that waits for a person.</summary>
/// <param name="Head">Its version.</param>
/// <param name="Decision">What its gate decided.</param>
/// <param name="Sentence">The gate's report in words.</param>
/// <param name="Since">UTC.</param>
public sealed record WaitingHead(string Head, GateDecision Decision, string Sentence, DateTimeOffset Since);
