namespace EdgeTransfer.Core.Audit;

/// <summary>The first row at which a log is not what was written.</summary>
/// <param name="Row">Its number.</param>
/// <param name="Fault">What is wrong.</param>
/// <param name="Sentence">The same for a person.</param>
public sealed record ChainBreak(long Row, ChainFault Fault, string Sentence);
