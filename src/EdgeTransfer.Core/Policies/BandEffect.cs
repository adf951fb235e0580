namespace EdgeTransfer.Core.Policies;

/// <summary>What other bands do to parts that are known. Sets without a part are null.</summary>
/// <param name="Good">Good labelled parts.</param>
/// <param name="Defects">Defective labelled parts.</param>
/// <param name="LockboxGood">Good parts of the lockbox: shown, and not to be tuned on.</param>
/// <param name="LockboxDefects">Defects of the lockbox.</param>
/// <param name="Recent">The last inspections by the active head, whatever they were.</param>
public sealed record BandEffect(BandShift? Good, BandShift? Defects, BandShift? LockboxGood, BandShift? LockboxDefects, BandShift? Recent)
{
    /// <summary>For a person.</summary>
    public string Sentence => string.Join(' ', Parts()) is { Length: > 0 } sentence ? sentence : "No stored part has a score by this head yet.";

    private IEnumerable<string> Parts()
    {
        (string Name, BandShift? Shift)[] sets =
        [
            ("Good labelled parts", Good), ("Labelled defects", Defects), ("Good parts of the lockbox", LockboxGood), ("Defects of the lockbox", LockboxDefects),
            ("Last inspections", Recent),
        ];
        return sets.Where(s => s.Shift is not null).Select(s => $"{s.Name}: {s.Shift}.");
    }
}
