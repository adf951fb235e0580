using EdgeTransfer.Core.Inspecting;

namespace EdgeTransfer.Evaluating;

/// <summary>One test image and what the heads said of it.</summary>
/// <param name="File">Its path.</param>
/// <param name="Class">What it is: OK or a defect class.</param>
/// <param name="IsGood">Whether it is OK.</param>
/// <param name="Scores">What the heads said.</param>
/// <param name="Predicted">The classifier's likeliest class, OK included; null without a classifier.</param>
internal sealed record JudgedPart(string File, string Class, bool IsGood, Scores Scores, string? Predicted);
