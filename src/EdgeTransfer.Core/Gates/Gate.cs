using EdgeTransfer.Core.Inspecting;

namespace EdgeTransfer.Core.Gates;

/// <summary>
/// The gate that a challenger must pass before it judges (law 4). Pure: verdicts, history and options in, a report out. The README
/// beside it explains it in plain words, with its size and power.
/// </summary>
public static class Gate
{
    /// <summary>Judges a challenger.</summary>
    /// <exception cref="ArgumentException">The options break their contract.</exception>
    public static GateReport Judge(GateInput input, GateOptions options)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Errors() is { Count: > 0 } errors)
        {
            throw new ArgumentException(string.Join(' ', errors), nameof(options));
        }

        var parts = HeldOutVerdict.ByPart(input.Lockbox);
        var escapes = RateTest.Of(parts.Where(p => !p.IsGood), v => v == Verdict.Ok, options.EscapeMargin, options.MaxEscapeRate);
        var rejects = RateTest.Of(parts.Where(p => p.IsGood), v => v != Verdict.Ok, options.FalseRejectMargin, options.MaxFalseRejectRate);
        var escapeOffer = Offer(escapes, input.History.Select(s => s.Defects), options);
        var rejectOffer = Offer(rejects, input.History.Select(s => s.Good), options);
        var (escapeProof, rejectProof) = (escapes.With(escapeOffer.Alpha), rejects.With(rejectOffer.Alpha));
        var challenger = HeadRates.Of(parts, p => p.Challenger, options.Confidence);
        GateCheck[] checks =
        [
            GateChecks.Golden(input.Golden),
            GateChecks.Rate(GateCheckKind.Escapes, escapes, escapeProof, escapeOffer, options.Confidence),
            GateChecks.Rate(GateCheckKind.FalseRejects, rejects, rejectProof, rejectOffer, options.Confidence),
            GateChecks.UnsureDefects(challenger.UnsureDefects, options.MaxUnsureDefects),
            GateChecks.EnoughParts(escapes, rejects, options.Confidence),
            GateChecks.Significance(escapes, escapeOffer, rejects, rejectOffer, options.Confidence),
            GateChecks.Proof(GateCheckKind.Latency, input.Latency, "nobody measured how long the challenger takes"),
            GateChecks.Proof(GateCheckKind.GoldenVectors, input.GoldenVectors, "nobody checked the golden vectors with the challenger"),
        ];
        var decision = Decide(checks, escapes.IsBetter(options.Confidence));
        var classes = Classes(parts, escapes.Paired, options.Confidence);
        var estimate = decision == GateDecision.Inconclusive ? input.OutOfFold : null;
        return new()
        {
            Decision = decision,
            Sentence = GateSentence.Of(decision, checks, escapeProof, rejectProof, challenger, classes, estimate, options.Confidence),
            Confidence = options.Confidence,
            Checks = checks,
            Challenger = challenger,
            Reference = HeadRates.OfAny(parts, p => p.Reference, options.Confidence),
            Champion = HeadRates.OfAny(parts, p => p.Champion, options.Confidence),
            Escapes = escapeProof,
            FalseRejects = rejectProof,
            Classes = classes,
            OutOfFoldEstimate = estimate,

            // A gate that cannot pass for want of parts or significance passes nobody by luck, so it costs nothing.
            Spent = escapeOffer.Alpha > 0 && rejectOffer.Alpha > 0
                ? new(new(escapes.Parts, escapeOffer.Alpha), new(rejects.Parts, rejectOffer.Alpha))
                : null,
        };
    }

    private static SignificanceOffer Offer(RateTest test, IEnumerable<SignificanceUse> history, GateOptions options) =>
        SignificanceLedger.Next(history, test.Parts, test.Flawless(), 1 - options.Confidence, options.GateShare);

    /// <summary>
    /// A challenger that misses fewer defects for sure and pays with good parts is neither passed nor barred: a reference that rejects
    /// nothing, like a first head of few labels, would else bar every head that finds something.
    /// </summary>
    private static GateDecision Decide(GateCheck[] checks, bool missesFewer) => checks.Min(c => c.Outcome) switch
    {
        CheckOutcome.Held => GateDecision.Passed,
        CheckOutcome.Inconclusive => GateDecision.Inconclusive,
        _ => missesFewer && checks.All(c => c.Outcome != CheckOutcome.Failed || c.Kind == GateCheckKind.FalseRejects) ? GateDecision.Inconclusive : GateDecision.NotPassed,
    };

    private static ClassEscapes[] Classes(IReadOnlyList<HeldOutVerdict> parts, bool compared, double confidence) =>
    [
        .. parts.Where(p => !p.IsGood).GroupBy(p => p.Class, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g =>
        {
            Verdict[] reference = [.. g.Select(p => p.Reference).OfType<Verdict>()];
            return new ClassEscapes(
                g.Key,
                compared && reference.Length == 0,
                Rate.Of(g.Count(p => p.Challenger == Verdict.Ok), g.Count(), confidence),
                reference.Length == 0 ? null : Rate.Of(reference.Count(v => v == Verdict.Ok), reference.Length, confidence));
        }),
    ];
}
