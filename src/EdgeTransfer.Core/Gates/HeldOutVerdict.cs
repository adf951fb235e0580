using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Labels;

namespace EdgeTransfer.Core.Gates;

/// <summary>What three heads said of one lockbox part. Of several images the worst verdict counts.</summary>
/// <param name="PartId">The part.</param>
/// <param name="Class">Its label: <see cref="Label.Ok"/> or a defect class.</param>
/// <param name="Champion">Verdict of the head that judges now; null without one.</param>
/// <param name="Reference">Verdict of the pinned reference; null without one, or when it never knew the class.</param>
/// <param name="Challenger">Verdict of the candidate.</param>
public sealed record HeldOutVerdict(string PartId, string Class, Verdict? Champion, Verdict? Reference, Verdict Challenger)
{
    /// <summary>Whether the part is good.</summary>
    public bool IsGood => Class == Label.Ok;

    /// <summary>One verdict a part: the worst of its images, and a defect class before <see cref="Label.Ok"/>.</summary>
    internal static IReadOnlyList<HeldOutVerdict> ByPart(IReadOnlyCollection<HeldOutVerdict> verdicts) =>
    [
        .. verdicts.GroupBy(v => v.PartId, StringComparer.Ordinal).Select(part => part.Aggregate((a, b) => new(
            a.PartId,
            a.IsGood ? b.Class : a.Class,
            Worse(a.Champion, b.Champion),
            Worse(a.Reference, b.Reference),
            a.Challenger.Worse(b.Challenger)))),
    ];

    private static Verdict? Worse(Verdict? a, Verdict? b) => a is null || b is null ? a ?? b : a.Value.Worse(b.Value);
}
