using System.Globalization;
using EdgeTransfer.Core.Heads;

namespace EdgeTransfer.Core.Policies;

/// <summary>
/// Lays bands on out-of-fold scores by order statistics: Wilks' tolerance limits (<see cref="ToleranceLimit"/>) where a rate is
/// promised with confidence, the conformal quantile (Vovk, Gammerman and Shafer, "Algorithmic Learning in a Random World", 2005)
/// where it is to hold on average.
/// <para>
/// D, the limit of the defects, leaves so few of them below that their rate is proven. Good parts have two limits: above G lie so few
/// that their rate is proven, above A as many as keep it on average. UNSURE begins at A when D lies above it: to ask a person about a
/// good part costs less than to pass a defect, so doubt need not wait for a proof, and one odd good part among few does not lift it. NG
/// begins at G, or at D when that is higher. Where D lies below A the scores overlap: UNSURE begins at D, but no lower than at C, above
/// which <see cref="MaxDoubtRate"/> of good parts lie.
/// </para>
/// <para>
/// Scores out of fold come from several heads that know fewer parts, so no theorem carries the bounds over to the final head without
/// its being stable (Barber, Candès, Ramdas and Tibshirani, "Predictive inference with the jackknife+", Ann. Stat. 2021, whose CV+
/// proves twice the rate); the guarantee says that it is stated for out-of-fold scores.
/// </para>
/// </summary>
public static class BandProposal
{
    /// <summary>Confidence of each bound: the gate's.</summary>
    public const double Confidence = 0.95;

    /// <summary>
    /// Share of good parts that may be doubted, on average, where good and defective scores overlap: a band that doubts everything helps
    /// nobody. It goes before the escape target, and the record says when it does.
    /// </summary>
    public const double MaxDoubtRate = 0.15;

    /// <summary>How the bands were found, for targets.</summary>
    public const string RatesMethod = "order statistics of out-of-fold scores, one for each part: good parts that are not OK on average (conformal), NG and escapes proven (Wilks)";

    /// <summary>How the bands were found, for costs.</summary>
    public const string CostsMethod = "least mean cost on out-of-fold scores, one score for each part; bounds by Dvoretzky, Kiefer and Wolfowitz";

    /// <summary>How the bands were found when a person set them.</summary>
    public const string ByHandMethod = "set by hand; bounds by Dvoretzky, Kiefer and Wolfowitz on out-of-fold scores, one score for each part";

    /// <summary>The first policy of a head.</summary>
    public static Policy PolicyFor(string head, IReadOnlyList<OutOfFoldScore> scores, BandTargets? targets = null) =>
        From(head, $"p-{head}", BandScores.Of(scores), targets ?? new BandTargets());

    /// <summary>Proposes the policy of a head. At least one good part is needed; with few of either kind it says what stands in.</summary>
    public static Policy From(string head, string version, BandScores scores, BandTargets targets)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentOutOfRangeException.ThrowIfZero(scores.Good.Count, nameof(scores));
        if (targets.Errors() is { Count: > 0 } errors)
        {
            throw new ArgumentException(string.Join(' ', errors), nameof(targets));
        }

        var enough = scores.Good.Count >= BandCosts.MinParts && scores.Defects.Count >= BandCosts.MinParts;
        if (targets.Costs is { } costs && enough)
        {
            var cheapest = CostBands.Least(scores, costs);
            return Lay(head, version, cheapest, CostsMethod, targets, Uniform(scores, cheapest, BandCosts.MinParts));
        }

        var (bands, guarantee) = ByRates(scores, targets);
        return Lay(head, version, bands, RatesMethod, targets, guarantee);
    }

    /// <summary>A policy that a person set; what the scores of the head, where there are some, say of it.</summary>
    public static Policy ByHand(string head, string version, BandScores? scores, Bands bands) =>
        Lay(head, version, bands, ByHandMethod, null, scores is { Good.Count: > 0 } ? Uniform(scores, bands, null) : null);

    private static Policy Lay(string head, string version, Bands bands, string method, BandTargets? targets, BandGuarantee? guarantee) => new()
    {
        Version = version,
        Head = head,
        UnsureFrom = bands.UnsureFrom,
        NgFrom = bands.NgFrom,
        Method = method,
        Targets = targets,
        Guarantee = guarantee,
    };

    private static (Bands Bands, BandGuarantee Guarantee) ByRates(BandScores scores, BandTargets targets)
    {
        var (good, defects) = (scores.Good, scores.Defects);
        var rejected = ToleranceLimit.Allowed(good.Count, targets.MaxFalseRejectRate, Confidence);
        var doubted = OnAverage(good.Count, targets.MaxFalseRejectRate);
        var (rejectLimit, goodLimit) = (Above(good, rejected), Above(good, doubted)); // G, A
        if (defects.Count == 0)
        {
            var alone = new Bands(goodLimit, Math.Max(rejectLimit, goodLimit + Math.Max(goodLimit - good[good.Count / 2], 1e-6)));
            return (alone, Known(scores, targets, alone, (doubted, rejected, 0), overlap: false));
        }

        var missed = ToleranceLimit.Allowed(defects.Count, targets.MaxEscapeRate, Confidence);
        var defectLimit = defects[missed]; // D
        var doubtLimit = Above(good, OnAverage(good.Count, MaxDoubtRate)); // C
        var bands = new Bands(Math.Min(goodLimit, Math.Max(defectLimit, doubtLimit)), Math.Max(rejectLimit, defectLimit));
        return (bands, Known(scores, targets, bands, (doubted, rejected, missed), overlap: defectLimit < goodLimit));
    }

    /// <summary>
    /// The bounds hold whichever limit won: each limit is a fixed order statistic of one kind, and independent of the other kind, so the
    /// larger of the two counts bounds the rate.
    /// </summary>
    private static BandGuarantee Known(BandScores scores, BandTargets targets, Bands bands, (int Doubted, int Rejected, int Missed) allowed, bool overlap)
    {
        var (good, defects) = (scores.Good.Count, scores.Defects.Count);
        var (minGood, minDefects) = (ToleranceLimit.MinParts(targets.MaxFalseRejectRate, Confidence), ToleranceLimit.MinParts(targets.MaxEscapeRate, Confidence));
        var missed = scores.DefectsBelow(bands.UnsureFrom);
        List<string> fallback =
        [
            .. targets.Costs is null ? [] : new[] { $"Costs need {BandCosts.MinParts} good parts and {BandCosts.MinParts} defects: the target rates stand in." },
            .. good >= minGood ? [] : new[] { $"{Percent(targets.MaxFalseRejectRate)} false rejects need {minGood} good parts: the largest score of {good} stands in for the limit of NG." },
            .. defects is 0 ? new[] { "No defect is labelled: nothing is known of escapes, and NG begins, by rule of thumb, twice as far above the median good part as UNSURE." }
                : defects >= minDefects ? [] : [$"{Percent(targets.MaxEscapeRate)} escapes need {minDefects} defects: the smallest score of {defects} stands in."],
            .. !overlap ? [] : new[] { Overlap(scores, bands, missed > allowed.Missed) },
        ];
        return new()
        {
            Confidence = Confidence,
            GoodParts = good,
            Defects = defects,
            FalseRejectRate = ToleranceLimit.Bound(Math.Max(allowed.Doubted, scores.GoodFrom(bands.UnsureFrom)), good, Confidence),
            RejectRate = ToleranceLimit.Bound(allowed.Rejected, good, Confidence),
            EscapeRate = defects == 0 ? null : ToleranceLimit.Bound(Math.Max(allowed.Missed, missed), defects, Confidence),
            MinGood = minGood,
            MinDefects = minDefects,
            Fallback = fallback.Count == 0 ? null : string.Join(' ', fallback),
        };
    }

    private static string Overlap(BandScores scores, Bands bands, bool capped) => capped
        ? $"Good parts and defects overlap, so both targets cannot hold, and no more than {Percent(MaxDoubtRate)} of good parts are to be doubted: "
            + $"UNSURE begins there, and {scores.DefectsBelow(bands.UnsureFrom)} of {scores.Defects.Count} labelled defects are OK."
        : $"Good parts and defects overlap, so both targets cannot hold: for the escapes {scores.GoodFrom(bands.UnsureFrom)} of {scores.Good.Count} good parts are not OK.";

    private static BandGuarantee Uniform(BandScores scores, Bands bands, int? min) => new()
    {
        Confidence = Confidence,
        GoodParts = scores.Good.Count,
        Defects = scores.Defects.Count,
        FalseRejectRate = ToleranceLimit.UniformBound(scores.GoodFrom(bands.UnsureFrom), scores.Good.Count, Confidence),
        RejectRate = ToleranceLimit.UniformBound(scores.GoodFrom(bands.NgFrom), scores.Good.Count, Confidence),
        EscapeRate = scores.Defects.Count == 0 ? null : ToleranceLimit.UniformBound(scores.DefectsBelow(bands.UnsureFrom), scores.Defects.Count, Confidence),
        MinGood = min,
        MinDefects = min,
    };

    /// <summary>Good parts that may lie above a limit which a new one exceeds with probability at most <paramref name="rate"/>, on average over the draw.</summary>
    private static int OnAverage(int good, double rate) => Math.Max(0, (int)Math.Floor(((good + 1) * rate) + 1e-9) - 1);

    private static double Above(IReadOnlyList<double> sorted, int beyond) => Math.BitIncrement(sorted[sorted.Count - 1 - beyond]);

    private static string Percent(double rate) => string.Create(CultureInfo.InvariantCulture, $"{100 * rate:0.#} %");
}
