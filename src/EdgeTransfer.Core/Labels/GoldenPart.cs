using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Messages;

namespace EdgeTransfer.Core.Labels;

/// <summary>A part that every challenger must judge as locked, and that no head learns from.</summary>
/// <param name="PartId">The part.</param>
/// <param name="Class">Its label when it was locked.</param>
/// <param name="Locked">
/// The verdict: a good part must be <see cref="Verdict.Ok"/>; a defect at least as bad as this,
/// <see cref="Verdict.Unsure"/> or <see cref="Verdict.Ng"/>.
/// </param>
public sealed record GoldenPart(string PartId, string Class, Verdict Locked)
{
    /// <summary>Whether a verdict is as locked.</summary>
    public bool Accepts(Verdict verdict) => verdict == Locked || (Locked == Verdict.Unsure && verdict == Verdict.Ng);

    /// <summary>Why a part of this class cannot be locked so; null when it can.</summary>
    public static string? Error(string label, Verdict locked) => (label == Label.Ok, locked) switch
    {
        (true, Verdict.Ok) or (false, Verdict.Unsure or Verdict.Ng) => null,
        (true, _) => $"A part that is labelled '{Label.Ok}' is locked as OK; if it is none, label it first.",
        _ => $"A part that is labelled '{label}' is locked as NG or UNSURE, never as {Words.Of(locked)}.",
    };
}
