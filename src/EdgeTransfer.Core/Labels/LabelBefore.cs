namespace EdgeTransfer.Core.Labels;

/// <summary>The label that counted before another one.</summary>
/// <param name="Class">What it said.</param>
/// <param name="By">Who said it: the name, or the key when the name is forgotten.</param>
/// <param name="At">When, UTC.</param>
public sealed record LabelBefore(string Class, string By, DateTimeOffset At);
