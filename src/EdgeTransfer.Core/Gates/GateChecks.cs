using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Messages;

namespace EdgeTransfer.Core.Gates;

/// <summary>Each check of a gate with its numbers and its sentence.</summary>
internal static class GateChecks
{
    public static GateCheck Golden(IReadOnlyCollection<GoldenVerdict> verdicts)
    {
        var parts = verdicts.GroupBy(v => v.Part).Select(p => (Part: p.Key, Judged: p.Select(v => v.Challenger).Aggregate(VerdictOrder.Worse))).ToList();
        var wrong = parts.Where(p => !p.Part.Accepts(p.Judged)).OrderBy(p => p.Part.PartId, StringComparer.Ordinal).ToList();
        return new(
            GateCheckKind.Golden,
            wrong.Count == 0 ? CheckOutcome.Held : CheckOutcome.Failed,
            Numbers(("parts", parts.Count), ("wrong", wrong.Count)),
            parts.Count == 0 ? "no golden parts are locked"
                : wrong.Count == 0 ? $"all {parts.Count} golden parts are judged as locked"
                : $"{wrong.Count} of {parts.Count} golden parts are not judged as locked, such as {wrong[0].Part.PartId}: {Words.Of(wrong[0].Judged)} instead of {Words.Of(wrong[0].Part.Locked)}");
    }

    public static GateCheck Rate(GateCheckKind kind, RateTest test, RateProof proof, SignificanceOffer offer, double confidence)
    {
        var outcome = test.IsWorse(confidence) ? CheckOutcome.Failed
            : test.Parts < test.Enough(confidence) || offer.Alpha <= 0 ? CheckOutcome.Inconclusive
            : proof.PValue <= offer.Alpha ? CheckOutcome.Held
            : CheckOutcome.Failed;
        return new(
            kind,
            outcome,
            Numbers(
                ("parts", test.Parts), ("adverse", test.Adverse), ("favourable", test.Favourable), ("margin", test.Margin), ("pValue", proof.PValue), ("alpha", proof.Alpha)),
            GateSentence.OfRate(kind, outcome, proof));
    }

    public static GateCheck UnsureDefects(Rate share, double cap) => new(
        GateCheckKind.UnsureDefects,
        share.Events <= cap * share.Parts ? CheckOutcome.Held : share.Lower > cap ? CheckOutcome.Failed : CheckOutcome.Inconclusive,
        Numbers(("defects", share.Parts), ("unsure", share.Events), ("cap", cap)),
        $"{share.Events} of {share.Parts} defects are UNSURE or not judged, {GateSentence.Percent(cap)} are allowed");

    public static GateCheck EnoughParts(RateTest escapes, RateTest rejects, double confidence)
    {
        var (defects, good) = (escapes.Enough(confidence), rejects.Enough(confidence));
        var enough = escapes.Parts >= defects && rejects.Parts >= good;
        string[] wanted =
        [
            .. escapes.Parts >= defects ? [] : new[] { $"{defects - escapes.Parts} more defects" },
            .. rejects.Parts >= good ? [] : new[] { $"{good - rejects.Parts} more good parts" },
        ];
        return new(
            GateCheckKind.EnoughParts,
            enough ? CheckOutcome.Held : CheckOutcome.Inconclusive,
            Numbers(("defects", escapes.Parts), ("defectsNeeded", defects), ("good", rejects.Parts), ("goodNeeded", good)),
            $"{GateSentence.Margin(escapes)} needs {defects} held-out defects and there are {escapes.Parts}, {GateSentence.Margin(rejects)} needs {good} good parts and there are {rejects.Parts}"
                + (enough ? "" : $": {string.Join(" and ", wanted)} are missing"));
    }

    public static GateCheck Significance(RateTest escapes, SignificanceOffer defects, RateTest rejects, SignificanceOffer good, double confidence)
    {
        // With too few parts the other check says so; the account is not to blame.
        string[] empty =
        [
            .. defects.Alpha > 0 || escapes.Parts < escapes.Enough(confidence) ? [] : new[] { "defects" },
            .. good.Alpha > 0 || rejects.Parts < rejects.Enough(confidence) ? [] : new[] { "good parts" },
        ];
        return new(
            GateCheckKind.Significance,
            empty.Length == 0 ? CheckOutcome.Held : CheckOutcome.Inconclusive,
            Numbers(
                ("defectsLeft", defects.Left), ("defectsNeeded", defects.Needed), ("defectsAlpha", defects.Alpha), ("defectsFresh", defects.Fresh),
                ("goodLeft", good.Left), ("goodNeeded", good.Needed), ("goodAlpha", good.Alpha), ("goodFresh", good.Fresh)),
            empty.Length == 0
                ? "the significance of this lockbox suffices for one more gate"
                : $"earlier gates have spent the significance of the held-out {string.Join(" and ", empty)}: fresh ones renew it");
    }

    public static GateCheck Proof(GateCheckKind kind, GateProof? proof, string missing) => new(
        kind,
        proof is null ? CheckOutcome.Inconclusive : proof.Held ? CheckOutcome.Held : CheckOutcome.Failed,
        Numbers(),
        proof?.Detail ?? missing);

    private static Dictionary<string, double> Numbers(params ReadOnlySpan<(string Name, double Value)> numbers)
    {
        var named = new Dictionary<string, double>(numbers.Length);
        foreach (var (name, value) in numbers)
        {
            named.Add(name, value);
        }

        return named;
    }
}
