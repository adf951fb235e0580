namespace EdgeTransfer.Core.Messages;

/// <summary>What is wrong with a payload from outside; safe to print and to send.</summary>
/// <param name="Path">Where, as a JSON path: <c>$.marks[0].x</c>; <c>$</c> is the whole.</param>
/// <param name="Text">What, for a person.</param>
public sealed record PayloadError(string Path, string Text);
