using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Results;

namespace EdgeTransfer.Thresholds;

/// <summary>Scores of the parts that are known of a head.</summary>
/// <param name="OutOfFold">What bands are laid on, with the labels that count now; or why there are none.</param>
/// <param name="Good">Good labelled parts outside the lockbox.</param>
/// <param name="Defects">Defective ones.</param>
/// <param name="LockboxGood">Good parts of the lockbox.</param>
/// <param name="LockboxDefects">Defective ones.</param>
/// <param name="Recent">The last inspections.</param>
internal sealed record KnownParts(
    Result<BandScores> OutOfFold, IReadOnlyList<double> Good, IReadOnlyList<double> Defects, IReadOnlyList<double> LockboxGood, IReadOnlyList<double> LockboxDefects,
    IReadOnlyList<double> Recent)
{
    /// <summary>What another policy would do to them.</summary>
    public BandEffect Effect(Policy before, Policy after) => new(
        BandShift.Of(Good, before, after), BandShift.Of(Defects, before, after), BandShift.Of(LockboxGood, before, after), BandShift.Of(LockboxDefects, before, after),
        BandShift.Of(Recent, before, after));
}
