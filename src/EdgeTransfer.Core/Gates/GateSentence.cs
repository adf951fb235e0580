using System.Globalization;

namespace EdgeTransfer.Core.Gates;

/// <summary>A gate's words.</summary>
internal static class GateSentence
{
    /// <summary>Decision and reason; what is proven of the rates; new classes; estimates.</summary>
    public static string Of(
        GateDecision decision, IReadOnlyList<GateCheck> checks, RateProof escapes, RateProof rejects, HeadRates challenger, IReadOnlyList<ClassEscapes> classes, Counts? estimate, double confidence)
    {
        var word = decision switch { GateDecision.Passed => "Passed", GateDecision.Inconclusive => "Inconclusive", _ => "Not passed" };
        var worst = checks.Min(c => c.Outcome);

        // What makes the two tests inconclusive, too few parts or no significance, is told by checks of its own.
        var reasons = decision == GateDecision.Passed
            ? [Claim(GateCheckKind.Escapes, escapes), Claim(GateCheckKind.FalseRejects, rejects)]
            : checks.Where(c => c.Outcome == worst && (worst == CheckOutcome.Failed || c.Kind is not (GateCheckKind.Escapes or GateCheckKind.FalseRejects)))
                .Select(c => c.Sentence);
        if (decision == GateDecision.Inconclusive && worst == CheckOutcome.Failed)
        {
            reasons = reasons.Append(
                $"but of {escapes.Parts} held-out defects it misses {escapes.Adverse} that the pinned reference does not, and the reference {escapes.Favourable} that it does not, "
                    + "so it is proven to miss fewer: which counts for more is for a person to say");
        }

        string[] sentences =
        [
            $"{word}: {string.Join("; ", reasons)}.",
            Bound(challenger.EscapeRate, "defects", "missed", "escape", confidence),
            Bound(challenger.FalseRejectRate, "good parts", "rejected or doubted", "false reject", confidence),
            .. classes.Where(c => c.IsNew).Select(c =>
                $"The reference never knew {c.Class}: {Count(c.Challenger.Events)} of {c.Challenger.Parts} missed, below {Ceiling(c.Challenger.Upper)}, compared with nothing."),
            .. estimate is null ? [] : new[]
            {
                $"Out-of-fold estimate, not a proof: {estimate.Escapes} of {estimate.Defects} learnt defects missed, {estimate.FalseRejects} of {estimate.Good} learnt good parts rejected or doubted.",
            },
        ];
        return string.Join(' ', sentences);
    }

    /// <summary>What a test of escapes or false rejects says.</summary>
    public static string OfRate(GateCheckKind kind, CheckOutcome outcome, RateProof proof)
    {
        var (parts, wrong) = kind == GateCheckKind.Escapes ? ("held-out defects", "misses") : ("held-out good parts", "rejects or doubts");
        var counts = proof.Paired
            ? $"of {proof.Parts} {parts} it {wrong} {proof.Adverse} that the pinned reference does not, and the reference {proof.Favourable} that it does not"
            : $"it {wrong} {proof.Adverse} of {proof.Parts} {parts}";
        var told = $"that {Claim(kind, proof)}";
        var level = string.Create(CultureInfo.InvariantCulture, $"p = {proof.PValue:0.####}, allowed {proof.Alpha:0.####}");
        return outcome switch
        {
            CheckOutcome.Held => $"{counts}, which shows {told} ({level})",
            CheckOutcome.Inconclusive => $"{counts}, too little to show {told}",
            _ when proof.Alpha > 0 => $"{counts}, which does not show {told} ({level})",
            _ => $"{counts}: {(proof.Paired ? "it is worse" : $"the rate is above {Percent(proof.Margin)}")}",
        };
    }

    /// <summary>A margin or a limit, as the subject of a sentence.</summary>
    public static string Margin(RateTest test) => test.Paired ? $"a margin of {Points(test.Margin)}" : $"a limit of {Percent(test.Margin)}";

    /// <summary>As in 5 %.</summary>
    public static string Percent(double rate) => string.Create(CultureInfo.InvariantCulture, $"{100 * rate:0.##} %");

    private static string Claim(GateCheckKind kind, RateProof proof)
    {
        var rate = kind == GateCheckKind.Escapes ? "escape rate" : "false reject rate";
        return proof.Paired ? $"its {rate} exceeds the pinned reference's by less than {Points(proof.Margin)}" : $"its {rate} is below {Percent(proof.Margin)}";
    }

    private static string Bound(Rate rate, string parts, string wrong, string name, double confidence) => rate.Parts == 0
        ? $"No labelled {(parts == "defects" ? "defect" : "good part")} is held out, so nothing is known of {name}s."
        : $"{Capital(Count(rate.Events))} of {rate.Parts} {parts} {wrong}: the {name} rate is below {Ceiling(rate.Upper)}, with {Percent(confidence)} confidence, for parts like these.";

    private static string Points(double margin) => string.Create(CultureInfo.InvariantCulture, $"{100 * margin:0.##} point{(Math.Abs(margin - 0.01) < 1e-9 ? "" : "s")}");

    // A bound that is rounded down would promise more than is proven.
    private static string Ceiling(double rate) => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling((1000 * rate) - 1e-9) / 10:0.0} %");

    private static string Count(int events) => events == 0 ? "none" : events.ToString(CultureInfo.InvariantCulture);

    private static string Capital(string word) => word == "none" ? "None" : word;
}
