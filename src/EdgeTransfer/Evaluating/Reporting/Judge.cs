namespace EdgeTransfer.Evaluating.Reporting;

/// <summary>One score of the heads, as the plots show it.</summary>
internal sealed record Judge(string Name, string Colour, Func<JudgedPart, double> Score);
