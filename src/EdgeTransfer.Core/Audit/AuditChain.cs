namespace EdgeTransfer.Core.Audit;

/// <summary>
/// Proves a log, or finds its first broken row. Who can rewrite a row and all rows after it leaves a chain that is sound in itself: only a
/// head that was published before, and is kept elsewhere, tells (Haber and Stornetta, How to Time-Stamp a Digital Document, 1991).
/// </summary>
public static class AuditChain
{
    /// <summary>Verifies rows in one pass.</summary>
    /// <param name="rows">All rows by ascending number.</param>
    /// <param name="expected">Heads known from outside that the chain must hold.</param>
    /// <param name="cancellation">Ends it between two rows.</param>
    public static ChainReport Verify(IEnumerable<AuditRow> rows, IReadOnlyList<ChainHead>? expected = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        List<ChainHead> open = [.. (expected ?? []).Where(e => e.Hash != ChainHead.Beginning)];
        var (seq, hash) = (0L, ChainHead.Beginning);
        foreach (var row in rows)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Check(row, seq, hash) is { } broken)
            {
                return new(seq, new(seq, hash), broken);
            }

            (seq, hash) = (row.Seq, row.Hash);
            open.RemoveAll(e => (e.Seq ?? seq) == seq && e.Hash == hash);
            if (open.Find(e => e.Seq == seq) is not null)
            {
                return new(seq - 1, new(seq - 1, row.Previous), new(seq, ChainFault.OtherChain, $"Row {seq} has another hash than the expected one: it, or a row before it, was written anew with all that follow."));
            }
        }

        return new(seq, new(seq, hash), open is [] ? null : Unmet(open[0], seq));
    }

    private static ChainBreak? Check(AuditRow row, long seq, string hash)
    {
        var due = seq + 1;
        if (row.Seq != due)
        {
            return row.Seq > due
                ? new(due, ChainFault.Missing, $"Row {due} is missing: row {row.Seq} comes next.")
                : new(row.Seq, ChainFault.Predecessor, $"Row {row.Seq} stands where row {due} should.");
        }

        if (row.ComputeHash() != row.Hash)
        {
            return new(due, ChainFault.Changed, $"Row {due} was changed: its hash does not fit its content.");
        }

        return row.Previous == hash ? null : new(due, ChainFault.Predecessor, $"Row {due} follows another row than the present row {seq}: that one was put in its place.");
    }

    private static ChainBreak Unmet(ChainHead expected, long last) => expected.Seq is { } seq
        ? new(last + 1, ChainFault.OtherChain, $"The log ends at row {last}; row {seq} is expected: its end was cut off.")
        : new(last + 1, ChainFault.OtherChain, $"No row has the expected hash {expected.Hash}: the log was cut off after row {last}, or written anew.");
}
