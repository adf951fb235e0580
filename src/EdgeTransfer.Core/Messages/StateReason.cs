namespace EdgeTransfer.Core.Messages;

/// <summary>Why a device does not do all that it should.</summary>
/// <param name="Code">As in <c>outbox_full</c>.</param>
/// <param name="Station">The station that it concerns; left out where it concerns all.</param>
public sealed record StateReason(string Code, string? Station = null);
