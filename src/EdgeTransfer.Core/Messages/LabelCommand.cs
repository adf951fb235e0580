namespace EdgeTransfer.Core.Messages;

/// <summary>Payload of <c>…/cmd/label</c>.</summary>
/// <param name="Id">Id of the command: a repeat is answered, but is no second label.</param>
/// <param name="PartId">The part.</param>
/// <param name="Label"><c>ok</c> or a defect class.</param>
/// <param name="By">Who says so.</param>
public sealed record LabelCommand(Guid Id, string PartId, string Label, string By);
