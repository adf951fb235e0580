using EdgeTransfer.Core.Audit;
using EdgeTransfer.Core.Results;

namespace EdgeTransfer.Storage.Exchange;

/// <summary>Proves the log of another device, row by row. What it proves: no row was changed, left out or put in before its last one.</summary>
public sealed class ForeignChain
{
    private long _rows;

    /// <summary>The hash of the last row; null while there is none.</summary>
    public string? Last { get; private set; }

    /// <summary>Rows so far.</summary>
    public long Rows => _rows;

    /// <summary>Takes the next row; a refusal names the first that is broken.</summary>
    public Refusal? Add(ArchivedLogRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var hash = new AuditRow(row.Seq, row.At, row.Kind, row.Product, row.Subject, row.By, row.Json, row.Previous).ComputeHash();
        if (row.Seq != _rows + 1 || row.Previous != (Last ?? ChainHead.Beginning) || row.Hash != hash)
        {
            return new(RefusalKind.Damaged, $"The log is broken at row {_rows + 1}: it was changed, left out or put in.");
        }

        (_rows, Last) = (row.Seq, hash);
        return null;
    }
}
