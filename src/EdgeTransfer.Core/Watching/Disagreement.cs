using EdgeTransfer.Core.Inspecting;

namespace EdgeTransfer.Core.Watching;

/// <summary>A part that one head passes and the other does not: the first that a person should look at.</summary>
/// <param name="PartId">The part.</param>
/// <param name="Station">Where it was seen.</param>
/// <param name="Product">What was made.</param>
/// <param name="At">UTC.</param>
/// <param name="Purpose">Why two heads judged it.</param>
/// <param name="Head">The head whose verdict counted.</param>
/// <param name="Shadow">The silent one.</param>
/// <param name="Verdict">The verdict that counted.</param>
/// <param name="ShadowVerdict">What the silent head would have said.</param>
/// <param name="Score">NG score of the first.</param>
/// <param name="ShadowScore">NG score of the silent one; the two have scales of their own.</param>
public sealed record Disagreement(
    string PartId, string Station, string Product, DateTimeOffset At, ShadowPurpose Purpose, string Head, string Shadow,
    Verdict Verdict, Verdict ShadowVerdict, double Score, double ShadowScore);
