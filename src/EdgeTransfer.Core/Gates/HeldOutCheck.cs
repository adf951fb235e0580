using System.Globalization;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Statistics;

namespace EdgeTransfer.Core.Gates;

/// <summary>
/// The first, simple gate: on lockbox parts the challenger may not miss more defects than the champion, and not reject
/// clearly more good parts. It compares counts of escapes, not rates with a margin, so it cannot prove that a head is better.
/// </summary>
public static class HeldOutCheck
{
    /// <summary>Good lockbox parts below which nothing can be said.</summary>
    public const int MinGood = 5;

    /// <summary>
    /// Share of good parts that a first head may reject or doubt, and by which a challenger may exceed the champion: as many as
    /// the bands may cost.
    /// </summary>
    public const double Tolerance = BandProposal.MaxDoubtRate;

    private const double Confidence = 0.95;

    /// <summary>Judges the challenger by verdicts on lockbox parts.</summary>
    public static GateReport Judge(IReadOnlyCollection<HeldOutVerdict> verdicts)
    {
        ArgumentNullException.ThrowIfNull(verdicts);
        var challenger = Counts.Of(verdicts, v => v.Challenger);
        var champion = verdicts.Count > 0 && verdicts.All(v => v.Champion is not null) ? Counts.Of(verdicts, v => v.Champion!.Value) : null;
        var (passed, reason) = Decide(champion, challenger);
        return new(passed, $"{(passed ? "Passed" : "Not passed")}: {reason}. {Describe(challenger)}", champion, challenger);
    }

    private static (bool Passed, string Reason) Decide(Counts? champion, Counts challenger)
    {
        if (challenger.Good < MinGood)
        {
            return (false, $"{challenger.Good} good parts were held out, at least {MinGood} are needed: label more good parts");
        }

        if (champion is not null && challenger.Escapes > champion.Escapes)
        {
            return (false, $"it misses {challenger.Escapes} held-out defects, the present head {champion.Escapes}");
        }

        var allowed = Tolerance + (champion is null ? 0 : (double)champion.FalseRejects / champion.Good);
        var certain = ClopperPearson.Lower(challenger.FalseRejects, challenger.Good, Confidence);
        if (certain > allowed)
        {
            return (false, string.Create(
                CultureInfo.InvariantCulture,
                $"it rejects or doubts {challenger.FalseRejects} of {challenger.Good} held-out good parts, with 95 % confidence more than {100 * certain:0} %, and {100 * allowed:0} % are allowed"));
        }

        return (true, champion is null
            ? $"it accepts {challenger.Good - challenger.FalseRejects} of {challenger.Good} held-out good parts"
            : $"it misses no more held-out defects than the present head and rejects {challenger.FalseRejects} of {challenger.Good} good parts (before: {champion.FalseRejects})");
    }

    private static string Describe(Counts counts) => counts.Defects == 0
        ? "No labelled defect is held out, so nothing is known of escapes."
        : string.Create(CultureInfo.InvariantCulture,
            $"{counts.Escapes} of {counts.Defects} held-out defects missed: the escape rate is below {100 * ClopperPearson.Upper(counts.Escapes, counts.Defects, Confidence):0.0} %, with 95 % confidence, for parts like these.");
}
