namespace EdgeTransfer.Exchange;

/// <summary>What an export or import did, or would do; camelCase with <c>--json</c>.</summary>
/// <param name="Format">As in <c>coco</c>.</param>
/// <param name="Product">The product.</param>
/// <param name="Parts">Images written, or new here.</param>
/// <param name="Labels">Labels written, or appended.</param>
/// <param name="ByClass">Parts by their class; unlabelled ones left out.</param>
internal sealed record ExchangeReport(string Format, string Product, int Parts, int Labels, IReadOnlyDictionary<string, int> ByClass)
{
    /// <summary>Parts in the lockbox, by the hash of their ids.</summary>
    public int InLockbox { get; init; }

    /// <summary>Golden parts that went with it; of an import: that are locked by it.</summary>
    public int Golden { get; init; }

    /// <summary>Of an export: parts without a label, which the format cannot tell from good ones.</summary>
    public int Unlabelled { get; init; }

    /// <summary>Of an export: parts whose image cannot be read.</summary>
    public IReadOnlyList<string> Unreadable { get; init; } = [];

    /// <summary>Of an import: parts that are here already.</summary>
    public int KnownParts { get; init; }

    /// <summary>Of an import: labels that are here already.</summary>
    public int KnownLabels { get; init; }

    /// <summary>Of an import: images whose defects are of several classes, or have more boxes than a label takes.</summary>
    public int Simplified { get; init; }

    /// <summary>Rows of the log that went with it.</summary>
    public long LogRows { get; init; }

    /// <summary>Hash of the last of them.</summary>
    public string? LogLast { get; init; }

    /// <summary>Versions of heads that went with it.</summary>
    public IReadOnlyList<string> Heads { get; init; } = [];

    /// <summary>What stands against the import.</summary>
    public IReadOnlyList<string> Conflicts { get; init; } = [];

    /// <summary>Of an import: that it fills the disk budget with labelled images, so that sampling will pause; null when it does not.</summary>
    public string? OverBudget { get; init; }

    /// <summary>Whether it was only asked what would be done.</summary>
    public bool CheckedOnly { get; init; }
}
