namespace EdgeTransfer.Core.Inspecting;

/// <summary>The versions that judged one part; exactly one of each (law 3). Null where none had a say.</summary>
/// <param name="Head">Version of the head.</param>
/// <param name="Policy">Version of the policy.</param>
/// <param name="Recipe">Hash of the recipe.</param>
/// <param name="Calibration">Hash of the station's calibration.</param>
public sealed record Judges(string? Head, string? Policy, string Recipe, string Calibration);
