using System.Globalization;
using EdgeTransfer.Core.Inspecting;

namespace EdgeTransfer.Core.Gates;

/// <summary>
/// The small gate of a head that has learnt one more good part: on all labelled defects and on the good lockbox parts no verdict may
/// get worse. It is judged on few and known parts, so it promises nothing of a rate; the next training passes the full gate.
/// </summary>
public static class GrowthCheck
{
    /// <summary>Judges the child by both heads' verdicts. Without a parent's verdict a part counts as one that it judged right.</summary>
    /// <param name="verdicts">All labelled defects, in the lockbox or not, and good lockbox parts; the parent is the champion.</param>
    /// <param name="grown">What the child has learnt, in words.</param>
    public static GrowthReport Judge(IReadOnlyCollection<HeldOutVerdict> verdicts, string grown)
    {
        ArgumentNullException.ThrowIfNull(verdicts);
        verdicts = [.. HeldOutVerdict.ByPart(verdicts)];
        var (parent, child) = (Counts.Of(verdicts, v => v.Champion ?? (v.IsGood ? Verdict.Ok : Verdict.Ng)), Counts.Of(verdicts, v => v.Challenger));
        string[] escapes = [.. verdicts.Where(v => !v.IsGood && v.Challenger == Verdict.Ok && v.Champion != Verdict.Ok).Select(v => v.PartId)];
        string[] rejects = [.. verdicts.Where(v => v.IsGood && v.Challenger != Verdict.Ok && (v.Champion is null or Verdict.Ok)).Select(v => v.PartId)];
        var reason = (escapes, rejects) switch
        {
            ({ Length: > 0 }, _) => $"it would pass {escapes.Length} labelled defects that are not passed now, such as {escapes[0]}",
            (_, { Length: > 0 }) => $"it would not pass {rejects.Length} held-out good parts that are passed now, such as {rejects[0]}",
            _ => string.Create(CultureInfo.InvariantCulture, $"of {child.Defects} labelled defects none passes that did not before, of {child.Good} held-out good parts none is lost"),
        };
        var passed = escapes.Length == 0 && rejects.Length == 0;
        return new(passed, $"{(passed ? "Passed" : "Not passed")}: {grown}; {reason}.", parent, child);
    }
}
