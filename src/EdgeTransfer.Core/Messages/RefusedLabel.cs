namespace EdgeTransfer.Core.Messages;

/// <summary>A label of a <see cref="LabelsCommand"/> that was not taken.</summary>
/// <param name="Index">Its place in the list, from 0.</param>
/// <param name="PartId">The part.</param>
/// <param name="Reason">Reason code.</param>
/// <param name="Detail">In words.</param>
public sealed record RefusedLabel(int Index, string PartId, RefusalReason Reason, string Detail);
